"""Sets Django up for tests of the clinic and for journeys: as in production, but for what it keeps where."""

import os
import tempfile

import django


def configure() -> None:
    """Call it while a `conftest.py` is imported, before any model is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "filiform.clinic.settings")
    os.environ.setdefault("FILIFORM_ALLOWED_HOSTS", "testserver,localhost,127.0.0.1")
    os.environ.setdefault("FILIFORM_DATA_DIR", tempfile.mkdtemp(prefix="filiform-tests-"))
    django.setup()
    _have_a_key()
    _let_tests_empty_their_tables()


def _have_a_key() -> None:
    """Also where the settings were read before this module was: `make test` sets no key."""
    from django.conf import settings

    settings.SECRET_KEY = "only for tests, and for no longer than they last: 0123456789"


def _let_tests_empty_their_tables() -> None:
    """A test with real transactions ends by emptying every table; append-only ones refuse that.

    So the triggers are taken off for that moment, and put on again.
    """
    from django.db import connection
    from django.test import TransactionTestCase

    from filiform.clinic.audit.append_only import create_statements, drop_statements

    empty = TransactionTestCase._fixture_teardown

    def teardown(self: TransactionTestCase) -> None:
        tables = append_only_tables()
        _execute(
            statement for table in tables for statement in drop_statements(connection.vendor, table)
        )
        empty(self)
        _execute(
            statement
            for table in tables
            for statement in create_statements(connection.vendor, table)
        )

    TransactionTestCase._fixture_teardown = teardown  # type: ignore[method-assign]  # see above


def append_only_tables() -> list[str]:
    """Every table that must refuse changes: the audit trail's, and those of append-only models."""
    from django.apps import apps

    models = [model for model in apps.get_models() if getattr(model, "append_only", False)]
    return ["audit_auditevent", *(model._meta.db_table for model in models)]


def _execute(statements: object) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in statements:  # type: ignore[attr-defined]  # any iterable of SQL
            cursor.execute(statement)
