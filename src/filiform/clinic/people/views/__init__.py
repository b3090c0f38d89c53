"""Pages about people, one file a subject."""
