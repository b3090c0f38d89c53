"""Home: the worklist, the audit page, the patient's own start page and the public pages."""
