"""The gallery's charts, from invented numbers."""

from typing import Any


def charts() -> dict[str, Any]:
    """Charts with, without and with missing points."""
    return {}
