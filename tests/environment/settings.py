"""The clinic's settings as its tests use them: a key, a data folder of their own, a quick password hash."""

import os
import tempfile
from importlib import import_module

_folder = tempfile.TemporaryDirectory(prefix="filiform-tests-")  # removed when the process ends
os.environ.setdefault("FILIFORM_SECRET_KEY", "only-for-tests")
os.environ.setdefault("FILIFORM_DATA_DIR", _folder.name)  # a test's own process brings its own

# Read only now that the environment is set.
_clinic = import_module("filiform.clinic.settings")
globals().update({name: value for name, value in vars(_clinic).items() if name.isupper()})

PASSWORD_HASHERS = ["tests.environment.password_hash.QuickArgon2PasswordHasher"]

# A file, as in a clinic: in memory, SQLite knows no WAL and two threads cannot wait for each other.
if _clinic.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    _clinic.DATABASES["default"]["TEST"] = {"NAME": f"{_folder.name}/tests.sqlite3"}
