"""What a look or a touch found where a needle was to go in: one tap each, which closes that place."""

from collections.abc import Iterable
from dataclasses import dataclass

from filiform.clinic.needling.presenters.session import slug_of
from filiform.clinic.needling.queries import Standing
from filiform.clinic.screening.presenters import target_words
from filiform.clinical.ledger import MuscleSide
from filiform.clinical.region_rules import rules_found_at_the_table
from filiform.kernel.decision import Target
from filiform.knowledge.library import Library


@dataclass(frozen=True, slots=True)
class FoundTap:
    """One thing that may be found; `code` is what its button sends, read again by `FoundForm`."""

    label: str
    code: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A muscle of the session with what may be found over it."""

    slug: str
    name: str
    muscle: str
    side: str
    taps: tuple[FoundTap, ...]

    @property
    def said(self) -> str:
        """What was found, in words; empty as long as nothing was."""
        return "; ".join(one.label for one in self.taps if one.is_on)


def found_rows(stands: Standing, library: Library) -> tuple[FoundRow, ...]:
    """One row for each muscle, in the order of the session."""
    return tuple(_row(one.place, stands.facts.found, library) for one in stands.places)


def _row(place: MuscleSide, found: Iterable[tuple[MuscleSide, str]], library: Library) -> FoundRow:
    noted = {rule for where, rule in found if where == place}
    return FoundRow(
        slug=slug_of(place),
        name=target_words(Target(place.muscle, place.side), library),
        muscle=place.muscle,
        side=place.side.value,
        taps=tuple(
            FoundTap(
                label=rule.label,
                code=f"{rule.id}:{'no' if rule.id in noted else 'yes'}",
                is_on=rule.id in noted,
            )
            for rule in rules_found_at_the_table(library)
        ),
    )
