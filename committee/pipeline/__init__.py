"""Many accounts at once: the portfolio and what is worked out for each of its rows."""
