"""The pages of the supplies."""
