"""Append-only tables: the database itself refuses to change or delete a row, whoever asks.

List the operation after the table's creation in the migration that makes it:

    operations = [migrations.CreateModel(…), AppendOnly("screening_screeninganswer")]

SQLite makes a table anew when a later migration alters it, and drops its triggers: list the
operation again there. A test finds a table that lost them.
"""

from typing import Any

from django.db.migrations.operations.base import Operation

MESSAGE = "rows of this table are never changed or deleted; write a new row that replaces it"


def create_statements(vendor: str, table: str) -> list[str]:
    """The SQL that makes a table append-only on that database."""
    if vendor == "sqlite":
        return [
            f'CREATE TRIGGER IF NOT EXISTS "{table}_no_{verb}" BEFORE {verb.upper()} ON "{table}" '
            f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
            for verb in ("update", "delete")
        ]
    function = (
        "CREATE OR REPLACE FUNCTION filiform_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    rows = (
        f'CREATE TRIGGER "{table}_append_only" BEFORE UPDATE OR DELETE ON "{table}" '
        "FOR EACH ROW EXECUTE FUNCTION filiform_append_only()"
    )
    whole = (
        f'CREATE TRIGGER "{table}_no_truncate" BEFORE TRUNCATE ON "{table}" '
        "FOR EACH STATEMENT EXECUTE FUNCTION filiform_append_only()"
    )
    return [function, *drop_statements(vendor, table), rows, whole]


def drop_statements(vendor: str, table: str) -> list[str]:
    """The SQL that takes the triggers off again."""
    if vendor == "sqlite":
        return [f'DROP TRIGGER IF EXISTS "{table}_no_{verb}"' for verb in ("update", "delete")]
    return [
        f'DROP TRIGGER IF EXISTS "{table}_{name}" ON "{table}"'
        for name in ("append_only", "no_truncate")
    ]


class AppendOnly(Operation):
    """A migration operation: from here on the table's rows can only be added."""

    reversible = True

    def __init__(self, table: str) -> None:
        self.table = table

    def state_forwards(self, app_label: str, state: Any) -> None:
        """The models stay as they are."""

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Create the triggers."""
        for statement in create_statements(schema_editor.connection.vendor, self.table):
            schema_editor.execute(statement)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any
    ) -> None:
        """Drop the triggers."""
        for statement in drop_statements(schema_editor.connection.vendor, self.table):
            schema_editor.execute(statement)

    def describe(self) -> str:
        """For the list that `migrate` prints."""
        return f"Make {self.table} append-only"

    @property
    def migration_name_fragment(self) -> str:
        """For the file name that `makemigrations` proposes."""
        return f"{self.table}_append_only"
