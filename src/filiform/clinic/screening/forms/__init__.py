"""What people fill in while they are screened: answers, places, overrides; and what a visitor carries along."""
