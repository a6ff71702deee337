"""The account as a graph, and the few questions everybody else asks of it. Only sorted results leave this room."""
