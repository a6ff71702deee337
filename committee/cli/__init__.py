"""The command line: one module per subcommand, each imported when it is called."""
