"""What the page of an assessment shows: scales, the list of regions, ranges, trigger points."""
