"""Ways to begin: an account at hand, the demo and its tour, a new account; who sits here."""
