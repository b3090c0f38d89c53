"""What the pages of the supplies show."""
