"""What the pages of needling show."""
