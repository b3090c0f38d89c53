"""Tags of safety for pages of earlier rooms."""
