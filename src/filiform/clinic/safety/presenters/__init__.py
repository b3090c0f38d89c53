"""What the pages of safety show."""
