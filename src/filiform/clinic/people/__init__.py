"""People: clinics (the tenants), who works in them, and who is treated in them."""
