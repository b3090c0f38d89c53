"""Registers the audit trail as a Django app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The audit trail. It knows nothing of the other apps: events hold plain values, no foreign keys."""

    name = "filiform.clinic.audit"
    label = "audit"
    verbose_name = "Audit trail"
