"""The parts that FHIR resources are made of, as far as screening reads them. Other fields are skipped."""

import msgspec


class Element(msgspec.Struct, frozen=True, rename="camel", gc=False):
    """A part of a resource. Frozen, so that equal codes are recognised once and remembered."""


class Coding(Element, frozen=True, gc=False):
    """A code of a code system."""

    system: str | None = None
    code: str | None = None
    display: str | None = None


class Concept(Element, frozen=True, gc=False):
    """A CodeableConcept: the same thing in several code systems, and in words."""

    coding: tuple[Coding, ...] | None = None
    text: str | None = None


class Identifier(Element, frozen=True, gc=False):
    """An identifier given by someone."""

    system: str | None = None
    value: str | None = None


class Reference(Element, frozen=True, gc=False):
    """A link to another resource."""

    reference: str | None = None
    identifier: Identifier | None = None
    display: str | None = None


class Span(Element, frozen=True, gc=False):
    """A Period."""

    start: str | None = None
    end: str | None = None


class Meta(Element, frozen=True, gc=False):
    """What a server knows about a version of a resource."""

    last_updated: str | None = None
    profile: tuple[str, ...] | None = None


class Resource(msgspec.Struct, frozen=True, kw_only=True, rename="camel", gc=False):
    """What every resource has."""

    resource_type: str = ""
    id: str | None = None
    meta: Meta | None = None


def first_code(concept: Concept | None) -> str:
    """The first code of a status concept, or nothing."""
    codings = (concept.coding if concept else None) or ()
    return next((coding.code for coding in codings if coding.code), "")
