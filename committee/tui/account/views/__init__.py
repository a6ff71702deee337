"""The views of an account besides the map: people, hours, findings, path."""
