"""Where references lead: relative, absolute, urn:uuid, by identifier, or to an earlier version."""

from functools import lru_cache

from filiform.interop.fhir.elements import Identifier, Reference


@lru_cache(maxsize=4096)
def target(reference: str) -> str:
    """A reference without server and version: `Patient/1` for any way of writing that, else as it is."""
    if reference.startswith(("urn:", "#")) or "?" in reference:
        return reference
    parts = reference.split("/")
    if len(parts) > 2 and parts[-2] == "_history":
        parts = parts[:-2]
    return "/".join(parts[-2:])


def names(kind: str, identifier: str | None, full_url: str | None) -> list[str]:
    """Every way in which others may refer to a resource of that kind, id and place in a Bundle."""
    known = []
    if identifier:
        known += [f"{kind}/{identifier}", f"urn:uuid:{identifier}"]
    if full_url:
        known += [full_url, target(full_url)]
    return known


def identifier_names(kind: str, identifiers: tuple[Identifier, ...]) -> list[str]:
    """The conditional references (`Patient?identifier=system|value`) that mean a resource."""
    return [f"{kind}?identifier={one.system or ''}|{one.value}" for one in identifiers if one.value]


def wanted(reference: Reference | None, kind: str) -> str:
    """What to look a reference up by; nothing when it leads nowhere."""
    if reference is None:
        return ""
    if reference.reference:
        return target(reference.reference)
    known = identifier_names(kind, (reference.identifier,) if reference.identifier else ())
    return known[0] if known else ""
