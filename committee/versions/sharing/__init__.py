"""Sharing one account through git: what stands in between comes in, commits and pushes go out."""
