"""The shortest path to consensus: what a talk costs, which talks are needed at least, and in which order."""
