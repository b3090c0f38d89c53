"""Pages of aftercare, for the clinic and for the patient."""
