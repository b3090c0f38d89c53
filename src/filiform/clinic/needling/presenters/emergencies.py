"""The card for when something goes wrong: what to do first, then, when to call, and what to tell whoever comes."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from filiform.clinic.needling.queries import session_events, treated_session
from filiform.clinic.screening.presenters import label_of, moment_words, target_words
from filiform.clinic.screening.presenters.advice import EmergencyNumber, emergency_numbers
from filiform.clinic.screening.presenters.decisions import source_lines
from filiform.clinic.ui.parts import ReasonLine, ReviewStatus, SummaryRow
from filiform.clinical.aftercare import TreatedSession
from filiform.clinical.ledger import Opened, needled, standing
from filiform.kernel.decision import Citation, Target
from filiform.knowledge.library import Library
from filiform.knowledge.model.aftercare import AftercareAdvice
from filiform.knowledge.model.concept import Source, SourceKind
from filiform.knowledge.model.needling import EmergencyProcedure

ANY_NUMBER = "the emergency number"


@dataclass(frozen=True, slots=True)
class ProcedureCard:
    """One procedure as it is read aloud; `slug` is its place on the page, `cited` its sources in short."""

    slug: str
    label: str
    calls_at_once: bool
    first: str
    steps: tuple[str, ...]
    call_when: str
    do_not: tuple[str, ...]
    afterwards: tuple[str, ...]
    cited: str
    review: ReviewStatus
    why: ReasonLine


@dataclass(frozen=True, slots=True)
class EmergencyCard:
    """The whole card: the number to call, and every procedure in its order."""

    numbers: tuple[EmergencyNumber, ...]
    procedures: tuple[ProcedureCard, ...]


def emergency_card(clinic: Any, library: Library) -> EmergencyCard:
    """The card of a clinic, with the emergency number of its country."""
    numbers = numbers_of(clinic, library)
    number = numbers[0].number if len(numbers) == 1 else ANY_NUMBER
    return EmergencyCard(
        numbers=numbers,
        procedures=tuple(
            _procedure(one, number, library) for one in library.all(EmergencyProcedure)
        ),
    )


def _procedure(one: EmergencyProcedure, number: str, library: Library) -> ProcedureCard:
    def said(text: str) -> str:
        return text.replace("{number}", number)

    return ProcedureCard(
        slug=one.id.rsplit("/", 1)[-1],
        label=one.label,
        calls_at_once=one.calls_at_once,
        first=said(one.first),
        steps=tuple(map(said, one.steps)),
        call_when=said(one.call_when),
        do_not=one.do_not,
        afterwards=one.afterwards,
        cited=cited(one.citations, library),
        review=one.review.status.value,
        why=ReasonLine(
            sentence=one.label,
            severity="note",
            sources=source_lines(one.citations, library),
            review=one.review.status.value,
            statement=one.id,
        ),
    )


def cited(citations: Iterable[Citation], library: Library) -> str:
    """Sources by their short names, each once, with the places in them: short enough for paper."""
    named = ((library.get(one.source, Source), one.locator) for one in citations)
    return "; ".join(
        dict.fromkeys(
            source.label if source.kind is SourceKind.JUDGEMENT else f"{source.label}, {locator}"
            for source, locator in named
        )
    )


def to_tell_at_the_table(session: Any, library: Library) -> tuple[SummaryRow, ...]:
    """What an ambulance must hear of this session: when, which muscles so far, which needles, known risks."""
    events = session_events(session)
    places = [target_words(Target(one.muscle, one.side), library) for one in needled(events)]
    lengths = {
        event.length_mm
        for event in standing(events)
        if isinstance(event, Opened) and event.length_mm
    }
    risks = known_risks(treated_session(session, library), library)
    rows = (
        SummaryRow("Dry needling", f"begun {moment_words(session.started_at)}"),
        SummaryRow("Muscles so far", "; ".join(places) or "None yet"),
        SummaryRow("Longest needle", f"{max(lengths):g} mm" if lengths else ""),
        SummaryRow("Known risks", "; ".join(risks)),
        SummaryRow("Clinic’s telephone", session.clinic.phone),
    )
    return tuple(row for row in rows if row.value)


def known_risks(treated: TreatedSession, library: Library) -> tuple[str, ...]:
    """The findings of screening that the library gives aftercare advice about: a blood thinner, diabetes, …"""
    concerned = {name for one in library.all(AftercareAdvice) for name in one.applies_to.findings}
    return tuple(label_of(name, library) for name in treated.findings if name in concerned)


def numbers_of(clinic: Any, library: Library) -> tuple[EmergencyNumber, ...]:
    """The emergency number where the clinic is; a state such as `us-co` has that of its country."""
    return emergency_numbers(clinic.jurisdiction, library)
