"""What is filled in during an assessment: pain, painful regions, the examination, palpation."""
