"""Which cells ties run through: slots and ties come in, paths, tracks and corner cells go out."""
