"""What pages of other rooms show about episodes."""
