"""Accounts: who may sign in, the four roles, and what each role may do."""
