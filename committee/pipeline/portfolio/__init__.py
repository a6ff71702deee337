"""Many accounts as rows: paths come in, rows stream out, from a cache where nothing changed."""
