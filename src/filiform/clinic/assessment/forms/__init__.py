"""What is filled in during an assessment: pain, painful regions, ranges of motion, palpation."""
