"""The note of a signed session as a document: the note, why it could be signed, addenda, and every source."""

from collections.abc import Iterator

from filiform.clinic.needling.models import NeedlingSession
from filiform.clinic.needling.presenters.signed import SignedPage, signed_page
from filiform.clinic.needling.queries import co_signature_of, decision_of
from filiform.clinic.people.presenters import number_words, paper_identity
from filiform.clinic.planning.presenters.muscles import gathered
from filiform.clinic.screening.presenters import day_words, moment_words
from filiform.clinic.screening.presenters.paper import reason_blocks
from filiform.clinic.ui.paper import (
    Heading,
    Notice,
    Paper,
    Paragraph,
    Terms,
    paper_size,
)
from filiform.clinic.ui.paper.shapes import Block
from filiform.knowledge.library import Library


def session_paper(session: NeedlingSession, library: Library) -> Paper:
    """The document of a signed session; it changes only when an addendum is written."""
    page, signature = signed_page(session, library), session.signature
    clinic, patient = session.clinic, session.episode.patient
    last = session.addenda.last()
    return Paper(
        title=f"Needling session of {day_words(session.on)}",
        running=f"{clinic.name} · {paper_identity(patient)}",
        foot=f"Session {session.pk} · knowledge library {signature.library_version}",
        author=signature.signed_by.display_name,
        made_at=last.recorded_at if last else signature.signed_at,
        size=paper_size(clinic.jurisdiction),
        blocks=(
            _heading_terms(session),
            *((Notice(page.late_entry),) if page.late_entry else ()),
            Heading("Note"),
            *(Paragraph(line) for line in page.note),
            *_addenda(page),
            *_reasons(session, library),
        ),
    )


def _heading_terms(session: NeedlingSession) -> Terms:
    signature, patient = session.signature, session.episode.patient
    return Terms(
        (
            ("Patient", patient.name),
            ("Born", day_words(patient.birth_date) if patient.birth_date else ""),
            ("Number", number_words(patient)),
            ("Clinic", session.clinic.name),
            ("Session begun", moment_words(session.started_at)),
            (
                "Practitioner",
                f"{session.practitioner.display_name}, {session.practitioner.profession}",
            ),
            ("Co-signed", _co_signed(session)),
            ("Signed", f"{signature.signed_by.display_name}, {moment_words(signature.signed_at)}"),
        )
    )


def _co_signed(session: NeedlingSession) -> str:
    row = co_signature_of(session)
    return "" if row is None else f"{row.signed_by.display_name}, {moment_words(row.signed_at)}"


def _reasons(session: NeedlingSession, library: Library) -> Iterator[Block]:
    """What the decision at signing was made of, with its sources."""
    decision = gathered(decision_of(session.signature))
    if decision.reasons:
        yield Heading("What was weighed before signing")
        yield Paragraph(f"Judged with knowledge library {session.signature.library_version}.")
        yield from reason_blocks(decision, library)


def _addenda(page: SignedPage) -> Iterator[Block]:
    if not page.addenda:
        return
    yield Heading("Addenda")
    yield Paragraph("Added after signing. The note above stands as it was signed.", is_small=True)
    for one in page.addenda:
        yield Heading(f"{one.who}, {one.when}", level=2)
        yield Paragraph(one.text)
