"""Pages of planning: the plan, the consent beside the table, and what the patient sees of both."""
