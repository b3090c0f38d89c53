"""Commands for whoever looks after the service."""
