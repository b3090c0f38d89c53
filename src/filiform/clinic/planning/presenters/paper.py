"""A consent as a document: the form word for word as it was given, what was confirmed, and its sources."""

from collections.abc import Iterable, Iterator

from filiform.clinic.people.presenters import number_words, paper_identity
from filiform.clinic.planning.models import Consent, ConsentKind
from filiform.clinic.screening.presenters import day_words, label_of, moment_words
from filiform.clinic.screening.presenters.paper import Sources, source_blocks
from filiform.clinic.ui.paper import Heading, Notice, Paper, Paragraph, Terms, paper_size
from filiform.clinic.ui.paper.shapes import Block
from filiform.knowledge.library import Library
from filiform.knowledge.model.needling import ConsentElement


def consent_paper(consent: Consent, library: Library) -> Paper:
    """The document of one consent, or of its withdrawal."""
    clinic, patient = consent.clinic, consent.episode.patient
    is_given = consent.kind == ConsentKind.GIVEN
    title = "Consent to dry needling" if is_given else "Consent to dry needling, taken back"
    return Paper(
        title=title,
        running=f"{clinic.name} · {paper_identity(patient)}",
        foot=f"Text {consent.sha256[:16]}…" if consent.sha256 else f"Consent {consent.pk}",
        author=clinic.name,
        made_at=consent.given_at,
        size=paper_size(clinic.jurisdiction),
        blocks=(
            _heading_terms(consent, library),
            *_withdrawn(consent),
            *_parts(consent),
            *_sources(consent, library),
        ),
    )


def _heading_terms(consent: Consent, library: Library) -> Terms:
    patient = consent.episode.patient
    techniques = ", ".join(label_of(one, library).lower() for one in consent.techniques)
    return Terms(
        (
            ("Patient", patient.name),
            ("Born", day_words(patient.birth_date) if patient.birth_date else ""),
            ("Number", number_words(patient)),
            ("Clinic", consent.clinic.name),
            (
                "Given by" if consent.kind == ConsentKind.GIVEN else "Taken back by",
                consent.given_by,
            ),
            ("When", moment_words(consent.given_at)),
            ("Where", "On the patient’s own device" if consent.on_own_device else "In the clinic"),
            ("Agreed to", techniques),
            ("Text, SHA-256", consent.sha256),
            ("Knowledge library", consent.library_version),
        )
    )


def _withdrawn(consent: Consent) -> Iterator[Block]:
    withdrawal = Consent.objects.filter(clinic=consent.clinic_id, withdraws=consent).first()
    if withdrawal is not None:
        when = moment_words(withdrawal.given_at)
        yield Notice(f"Taken back by {withdrawal.given_by} on {when}. It does not hold since then.")


def _parts(consent: Consent) -> Iterator[Block]:
    """The text as it was kept: its first parts say which library and what is needled; then each has a heading."""
    chunks = [one.splitlines() for one in consent.text.strip().split("\n\n") if one.strip()]
    yield from (Paragraph(line) for chunk in chunks[1:2] for line in chunk)
    names = tuple(consent.elements) if len(consent.elements) == len(chunks) - 2 else ()
    for at, (heading, *lines) in enumerate(chunks[2:]):
        yield Heading(heading)
        yield from _paragraphs(lines)
        if at < len(names) and names[at] in consent.confirmed:
            yield Paragraph(f"Confirmed by {consent.given_by}.", is_small=True)


def _paragraphs(lines: Iterable[str]) -> Iterator[Block]:
    text = "\n".join(lines)
    if text:
        yield Paragraph(text)


def _sources(consent: Consent, library: Library) -> Iterator[Block]:
    """What each part rests on, as the library says it today; what it no longer holds is left out."""
    sources = Sources(library)
    cited = [
        (element.label, sources.numbers(element.citations))
        for name in consent.elements
        if name in library
        for element in [library.get(name, ConsentElement)]
    ]
    if not cited:
        return
    yield Heading("What the parts of this form rest on")
    yield Paragraph(
        "\n".join(f"{label}: {', '.join(map(str, numbers))}" for label, numbers in cited if numbers)
    )
    yield from source_blocks(sources)
    if consent.library_version != library.version:
        yield Paragraph(
            f"Sources as knowledge library {library.version} gives them; the form was made with "
            f"{consent.library_version}.",
            is_small=True,
        )
