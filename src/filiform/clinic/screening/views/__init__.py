"""Pages of screening: the clinician's, the patient's on the phone, and the public one that stores nothing."""
