"""The sections of the page with how much was recorded in each, so that any of them is one tap away."""

from dataclasses import dataclass

from filiform.clinic.assessment.queries import Examination


@dataclass(frozen=True, slots=True)
class Section:
    """A section: the anchor it stands at, its name, and how many findings it holds now."""

    anchor: str
    label: str
    recorded: int


def sections(examination: Examination) -> tuple[Section, ...]:
    """Every section in the order of the page. Both buttons of a movement are one finding of it."""
    moved = (*examination.movements.now, *examination.strengths.now)
    return (
        Section("pain", "Pain", 0),
        Section("regions", "Where it hurts", len({(x.region, x.side) for x in examination.pain})),
        Section("movements", "Movement and strength", len({key[:2] for key in moved})),
        Section("tests", "Tests", len(examination.tests.now)),
        Section("nerves", "Nerves", len(examination.nerves.now)),
        Section("pressure", "Pressure", len(examination.pressures.now)),
        Section("palpation", "Trigger points", len(examination.palpations.now)),
        Section("ranking", "Which muscle", 0),
    )
