"""Registers the accounts as a Django app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Users, roles and permissions."""

    name = "filiform.clinic.accounts"
    label = "accounts"
    verbose_name = "Accounts"
