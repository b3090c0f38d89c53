"""The database: SQLite in the data folder for one clinic, PostgreSQL by DATABASE_URL beyond that."""

from pathlib import Path
from typing import Any

import dj_database_url

# WAL lets pages be read while a session is written. FULL: what is answered for is on the disk, even if
# the machine loses power the moment after; the device that sent it has forgotten it by then.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"
    "PRAGMA foreign_keys=ON;"
    "PRAGMA temp_store=MEMORY;"
    "PRAGMA cache_size=-16000;"
)


def database(url: str, data_dir: Path) -> dict[str, Any]:
    """Django's settings of the one database."""
    if url and not url.startswith("sqlite"):
        return dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    name = dj_database_url.parse(url)["NAME"] if url else data_dir / "filiform.sqlite3"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": name,
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            # A transaction takes the write lock when it begins: two writers queue, none has to start over.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": SQLITE_PRAGMAS,
        },
    }
