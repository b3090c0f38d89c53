"""Planning: which muscles, which exercises, which goal, how often; and the patient's consent to it."""
