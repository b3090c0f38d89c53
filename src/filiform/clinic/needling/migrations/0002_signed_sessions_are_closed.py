"""The database itself refuses to add to a signed session: anything but an addendum."""

from collections.abc import Iterable
from typing import Any

from django.db import migrations

CLOSED = (
    "needling_sessionanswers",
    "needling_offplanmuscle",
    "needling_needleevent",
    "needling_responsemeasure",
)
MESSAGE = "this session is signed; write an addendum"
SIGNED = 'EXISTS (SELECT 1 FROM "needling_sessionsignature" WHERE session_id = NEW.session_id)'


def close_tables(tables: Iterable[str]) -> Any:
    """A trigger on each of these tables of a session, in the words of either database."""

    def close(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "sqlite":
            for table in tables:
                schema_editor.execute(
                    f'CREATE TRIGGER "{table}_signed" BEFORE INSERT ON "{table}" WHEN {SIGNED} '
                    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
                )
            return
        schema_editor.execute(
            "CREATE OR REPLACE FUNCTION needling_session_is_signed() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF {SIGNED} THEN RAISE EXCEPTION '{MESSAGE}' "
            "USING ERRCODE = 'integrity_constraint_violation'; END IF; RETURN NEW; END $$"
        )
        for table in tables:
            schema_editor.execute(
                f'CREATE TRIGGER "{table}_signed" BEFORE INSERT ON "{table}" '
                "FOR EACH ROW EXECUTE FUNCTION needling_session_is_signed()"
            )

    return close


def reopen_tables(tables: Iterable[str]) -> Any:
    """Take the triggers off again."""

    def reopen(apps: Any, schema_editor: Any) -> None:
        on_table = "" if schema_editor.connection.vendor == "sqlite" else ' ON "{table}"'
        for table in tables:
            schema_editor.execute(f'DROP TRIGGER "{table}_signed"' + on_table.format(table=table))

    return reopen


class Migration(migrations.Migration):
    dependencies = [("needling", "0001_initial")]

    operations = [migrations.RunPython(close_tables(CLOSED), reopen_tables(CLOSED))]
