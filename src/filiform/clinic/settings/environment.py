"""Reads the environment: every variable that a clinic can be configured with is read here, once."""

import os
from pathlib import Path


def text(name: str, default: str = "") -> str:
    """The variable `name`, or `default` when it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def switch(name: str) -> bool:
    """Whether the variable `name` is switched on.

    Raises:
        ValueError: when it is neither on (1, true, yes, on) nor off (0, false, no, off, empty).
    """
    given = text(name).lower()
    if given in {"", "0", "false", "no", "off"}:
        return False
    if given in {"1", "true", "yes", "on"}:
        return True
    raise ValueError(f"{name}={given!r}: write 1 or 0")


def number(name: str, default: int) -> int:
    """The whole number in the variable `name`, or `default`.

    Raises:
        ValueError: when it is no whole number above zero.
    """
    given = text(name, str(default))
    if not given.isdecimal() or int(given) == 0:
        raise ValueError(f"{name}={given!r}: write a whole number above zero")
    return int(given)


def words(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """The comma-separated words of the variable `name`."""
    given = [word.strip() for word in text(name).split(",") if word.strip()]
    return given or list(default)


DATA_DIR = Path(text("FILIFORM_DATA_DIR", ".filiform")).resolve()
DATABASE_URL = text("DATABASE_URL")
SECRET_KEY = text("FILIFORM_SECRET_KEY")
DEBUG = switch("FILIFORM_DEBUG")
ALLOWED_HOSTS = words("FILIFORM_ALLOWED_HOSTS", ("localhost", "127.0.0.1", "[::1]"))
# The address that browsers use, such as https://clinic.example; empty means plain HTTP on this machine.
ORIGIN = text("FILIFORM_ORIGIN").rstrip("/")
TIME_ZONE = text("FILIFORM_TIME_ZONE", "UTC")
UPLOAD_LIMIT_MB = number("FILIFORM_UPLOAD_LIMIT_MB", 64)
