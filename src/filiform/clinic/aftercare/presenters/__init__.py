"""What aftercare shows: the sheet and why each line is on it, the curve of soreness, check-ins and their triage."""
