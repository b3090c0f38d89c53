"""A Bundle of any type → its resources, one by one, with where each stands."""

from collections.abc import Iterable, Iterator

import msgspec

from filiform.interop.fhir.elements import Element, Resource
from filiform.interop.fhir.problems import UnusableRecord, explained, position
from filiform.interop.fhir.resources import type_of

_DEEPEST = 5


class Request(Element, frozen=True, gc=False):
    """What a transaction or a history does with an entry."""

    method: str | None = None
    url: str | None = None


class BundleEntry(Element, frozen=True, gc=False):
    """One entry; its resource is left unread."""

    full_url: str | None = None
    resource: msgspec.Raw = msgspec.Raw()
    request: Request | None = None


class _Bundle(Resource, frozen=True, kw_only=True, rename="camel"):
    entry: tuple[BundleEntry, ...] | None = None


class _LooseBundle(Resource, frozen=True, kw_only=True, rename="camel"):
    """A Bundle with an entry that is not what it should be: the entries are then read one by one."""

    entry: tuple[msgspec.Raw, ...] | None = None


class Placed(msgspec.Struct, frozen=True, gc=False):
    """A resource of a Bundle in its place, or the name of one that was deleted, or what is wrong there."""

    where: str
    resource: bytes = b""
    full_url: str | None = None
    deleted: str = ""
    problem: str = ""


_decode = msgspec.json.Decoder(_Bundle).decode
_decode_loosely = msgspec.json.Decoder(_LooseBundle).decode
_decode_entry = msgspec.json.Decoder(BundleEntry).decode
_decode_header = msgspec.json.Decoder(Resource).decode


def header_of(content: bytes, where: str) -> Resource:
    """The type and id of a document.

    Raises:
        UnusableRecord: for what is not JSON, not an object, or an object that is no resource.
    """
    try:
        header = _decode_header(content)
    except msgspec.ValidationError as error:
        raise UnusableRecord(where, f"this is no FHIR resource: {explained(error)}") from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        place = position(error) if isinstance(error, msgspec.DecodeError) else ""
        raise UnusableRecord(
            f"{where}, {place}" if place else where, "this is not JSON (or is cut off)"
        ) from None
    if not header.resource_type:
        raise UnusableRecord(
            where, "`resourceType` is missing; a FHIR R4 Bundle or NDJSON of resources is expected"
        )
    return header


def resources_in(content: bytes, where: str, depth: int = 0) -> Iterator[Placed]:
    """The resources of a Bundle, also of Bundles inside it.

    Raises:
        UnusableRecord: when the Bundle has no usable list of entries.
    """
    inside = f"{where}, entry" if where else "entry"
    for number, entry in enumerate(_entries(content, where), start=1):
        place = f"{inside} {number}"
        if isinstance(entry, Placed):
            yield msgspec.structs.replace(entry, where=place)
            continue
        if entry.request is not None and entry.request.method == "DELETE":
            yield Placed(place, deleted=entry.request.url or "")
            continue
        resource = bytes(entry.resource)
        if b'"Bundle"' in resource and depth < _DEEPEST and _is_bundle(resource):
            yield from resources_in(resource, place, depth + 1)
        elif resource:
            yield Placed(place, resource, entry.full_url)


def _entries(content: bytes, where: str) -> Iterable[BundleEntry | Placed]:
    try:
        return _decode(content).entry or ()
    except msgspec.ValidationError:
        return _loose_entries(content, where)


def _loose_entries(content: bytes, where: str) -> Iterator[BundleEntry | Placed]:
    """The entries one by one, where at least one of them is malformed."""
    try:
        loose = _decode_loosely(content).entry or ()
    except msgspec.ValidationError as error:
        what = f"the Bundle cannot be read: {explained(error)}"
        raise UnusableRecord(where or "the file", what) from None
    for raw in loose:
        try:
            yield _decode_entry(raw)
        except msgspec.ValidationError as error:
            yield Placed("", problem=f"{explained(error)}; the entry was left out")


def _is_bundle(resource: bytes) -> bool:
    try:
        return type_of(resource) == "Bundle"
    except msgspec.DecodeError:
        return False
