"""The clinic's settings as its tests use them: a key, a data folder of their own, a quick password hash."""

import os
import tempfile

_folder = tempfile.TemporaryDirectory(prefix="filiform-tests-")  # removed when the process ends
os.environ.setdefault("FILIFORM_SECRET_KEY", "only-for-tests")
os.environ["FILIFORM_DATA_DIR"] = _folder.name

from filiform.clinic.settings import *  # noqa: E402, F403  # the environment has to be set first

# The real hash is slow on purpose, and every test signs somebody in.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# A file, as in a clinic: in memory, SQLite knows no WAL and two threads cannot wait for each other.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405  # from the settings above
    DATABASES["default"]["TEST"] = {"NAME": f"{_folder.name}/tests.sqlite3"}  # noqa: F405  # likewise
