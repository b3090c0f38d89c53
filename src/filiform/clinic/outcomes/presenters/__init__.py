"""What outcomes shows: timelines, thresholds with their population, judgements in words, and the report."""
