"""Observation → an entry of what it found: the value speaks (pregnant, smokes), a yes to the question, or a number."""

import re

from filiform.interop.fhir.dates import Dates
from filiform.interop.fhir.elements import (
    Coding,
    Concept,
    Element,
    Reference,
    Resource,
    Span,
)
from filiform.interop.fhir.entry import EntryState, RecordEntry
from filiform.knowledge.model.terminology import ResourceKind

_NOT_SO = frozenset({"entered-in-error", "cancelled"})
_YES = re.compile(r"(?:positive|present|detected|yes|true)\b", re.IGNORECASE)


class Measured(Element, frozen=True, gc=False):
    """A value with a unit; only the value is read."""

    value: float | None = None


class Observation(Resource, frozen=True, kw_only=True, rename="camel", gc=False):
    """The fields of Observation that are read. A number speaks only for a code that the library knows."""

    status: str = ""
    code: Concept | None = None
    subject: Reference | None = None
    effective_date_time: str | None = None
    effective_instant: str | None = None
    effective_period: Span | None = None
    issued: str | None = None
    value_codeable_concept: Concept | None = None
    value_boolean: bool | None = None
    value_string: str | None = None
    value_quantity: Measured | None = None

    @property
    def number(self) -> float | None:
        """The value, where it is a number and nothing else was said."""
        return self.value_quantity.value if self.value_quantity is not None else None


def read(observation: Observation, name: str, notes: list[str]) -> RecordEntry | None:
    """The entry of an observation with a worded value or a number above zero, or nothing."""
    if observation.number is not None:
        return _measured(observation, name, notes)
    value, yes_no = observation.value_codeable_concept, observation.value_boolean
    said = value is not None or yes_no is not None or observation.value_string is not None
    if observation.code is None or not said or observation.status in _NOT_SO:
        return None
    concepts = _affirmed(observation.code, observation)
    return _entry(observation, name, notes, concepts, _question(observation.code))


def _measured(observation: Observation, name: str, notes: list[str]) -> RecordEntry | None:
    """The entry of a number: only its codes speak, for a name such as "fall risk score" says nothing."""
    codes = observation.code.coding if observation.code is not None else None
    if not codes or not observation.number or observation.status in _NOT_SO:
        return None
    bare = tuple(Coding(system=one.system, code=one.code) for one in codes)
    return _entry(observation, name, notes, (Concept(coding=bare),), "")


def _entry(
    observation: Observation,
    name: str,
    notes: list[str],
    concepts: tuple[Concept, ...],
    replaces: str,
) -> RecordEntry:
    dates = Dates(notes)
    effective = observation.effective_period or Span()
    days = (
        observation.effective_date_time,
        observation.effective_instant,
        effective.start,
        observation.issued,
    )
    started = dates.read("effective", *days)
    is_sure = observation.status not in {"", "unknown"} and not dates.unreadable
    return RecordEntry(
        kind=ResourceKind.OBSERVATION,
        name=name,
        subject=observation.subject,
        concepts=concepts,
        state=EntryState.ACTIVE if is_sure else EntryState.UNCERTAIN,
        status=observation.status,
        started=started,
        value=f"{observation.number:g}" if observation.number is not None else "",
        replaces=replaces,
    )


def _affirmed(question: Concept, observation: Observation) -> tuple[Concept, ...]:
    """What the observation says is so: its value, and what was asked when the value is a yes."""
    value = observation.value_codeable_concept
    words = [observation.value_string or "", (value.text if value else None) or ""]
    words += [coding.display or "" for coding in (value.coding if value else None) or ()]
    is_yes = observation.value_boolean is True or any(_YES.match(text) for text in words)
    return (*((value,) if value else ()), *((question,) if is_yes else ()))


def _question(code: Concept) -> str:
    coding = next((one for one in code.coding or () if one.code), None)
    return f"{coding.system}|{coding.code}" if coding else code.text or ""
