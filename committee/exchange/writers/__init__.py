"""Other people's formats, written: what an account says comes in, their bytes go out."""
