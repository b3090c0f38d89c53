"""The pages of home, one file a reader."""
