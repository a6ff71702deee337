"""Git as a process: a file or folder comes in, commits and old contents go out. Nothing here changes a repository."""
