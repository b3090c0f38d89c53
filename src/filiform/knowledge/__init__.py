"""The knowledge library: clinical statements as data, one concept a file, each with its sources."""
