"""No page is open by forgetting: every address asks for a permission or says that it is public."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path

from tests.repository.tree import expect_none


def addresses(
    patterns: list[Any], prefix: str = "", space: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Every address of a URLconf: its namespaced name, or its route where it has none."""
    for pattern in patterns:
        route = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from addresses(pattern.url_patterns, route, inner)
        else:
            yield f"{space}{pattern.name}" if pattern.name else route, pattern


def unguarded(patterns: list[Any], public: Collection[str]) -> list[str]:
    """One message for each address that neither asks for a permission nor is listed as public."""
    return [
        f"{name}: decorate {view.__module__}.{view.__qualname__} with one of filiform.clinic.people.access, "
        "or, if it is another package's, list the name in accounts/public.py"
        for name, pattern in addresses(patterns)
        if (view := pattern.callback) is not None and name not in public and not _guarded(view)
    ]


def _guarded(view: Any) -> bool:
    owner = getattr(view, "view_class", view)
    return any(
        getattr(candidate, "required_permission", None)
        or getattr(candidate, "is_public", False) is True
        for candidate in (view, owner)
    )


def test_every_address_is_permissioned_or_listed_as_public() -> None:
    from filiform.clinic.accounts.public import PUBLIC_URL_NAMES

    expect_none(unguarded(get_resolver().url_patterns, PUBLIC_URL_NAMES))


def test_every_public_name_is_an_address() -> None:
    from filiform.clinic.accounts.public import PUBLIC_URL_NAMES

    known = {name for name, _ in addresses(get_resolver().url_patterns)}
    assert not set(PUBLIC_URL_NAMES) - known, "remove them from accounts/public.py"


def test_an_address_that_was_forgotten_is_noticed() -> None:
    def open_page(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    def public_page(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    public_page.is_public = True  # type: ignore[attr-defined]  # what the decorator does
    patterns = [
        path("a/", open_page, name="a"),
        path("b/", public_page, name="b"),
        path("c/", open_page),
    ]
    assert len(unguarded(patterns, ())) == 2
    assert len(unguarded(patterns, ("a",))) == 1
