"""The pages of an assessment: one page, every part of it saved by itself, and the pages of the pain drawing."""
