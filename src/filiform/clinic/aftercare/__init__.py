"""Aftercare: the sheet a patient takes home, check-ins after a session, and how urgent each answer is."""
