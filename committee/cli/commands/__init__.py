"""The subcommands; `committee.cli.registry` lists them."""
