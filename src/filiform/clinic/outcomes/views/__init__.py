"""Pages of outcomes, for the clinic and for the patient."""
