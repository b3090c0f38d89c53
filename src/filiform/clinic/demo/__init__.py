"""The demonstration clinic: made-up people at every stage of the path."""
