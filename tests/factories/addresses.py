"""Every address of the service by walking the URLconf, so that no page can be forgotten."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import URLPattern, URLResolver, get_resolver

NOBODY = UUID("00000000-0000-4000-8000-000000000000")
_FILL = {
    "uuid": str(NOBODY),
    "slug": "none",
    "int": "1",
    "str": "none",
    "path": "none",
    "identifier": "none",
}


@dataclass(frozen=True)
class Address:
    """A pattern such as `clinics/<slug:clinic>/patients/`, with the view behind it."""

    pattern: str
    view: Callable[..., Any]

    @property
    def permission(self) -> Any:
        """What its guard asks for; None when it has no guard."""
        return getattr(self.view, "required_permission", None)

    @property
    def is_public(self) -> bool:
        """Whether anybody may open it."""
        return bool(getattr(self.view, "is_public", False))

    def filled(self, **values: Any) -> str:
        """The address with these values, and for everything else the id of nothing."""

        def fill(found: re.Match[str]) -> str:
            return str(values.get(found["name"], _FILL[found["kind"]]))

        return "/" + re.sub(r"<(?P<kind>\w+):(?P<name>\w+)>", fill, self.pattern)


def addresses() -> list[Address]:
    """Every address of ours, without the gallery that exists only while developing."""
    return [found for found in _walk(get_resolver(), "") if not found.pattern.startswith("ui/")]


def staff_addresses(clinic: str) -> list[str]:
    """Every staff address of that clinic, with ids of nothing."""
    listed = [found for found in addresses() if found.pattern.startswith("clinics/")]
    return [found.filled(clinic=clinic) for found in listed]


def patient_addresses() -> list[str]:
    """Every address of patients, with ids of nothing."""
    listed = [found for found in addresses() if found.pattern.startswith("my/")]
    return [found.filled() for found in listed if not found.is_public]


def public_addresses() -> list[str]:
    """Every address that anybody may open."""
    return [found.filled() for found in addresses() if found.is_public]


def _walk(resolver: URLResolver, prefix: str) -> Iterator[Address]:
    for entry in resolver.url_patterns:
        pattern = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield Address(pattern, entry.callback)
        else:
            yield from _walk(entry, pattern)
