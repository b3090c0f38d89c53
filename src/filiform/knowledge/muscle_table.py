"""The muscles as a table with one row each, for whoever works in a spreadsheet or in R."""

import csv
import io
from collections.abc import Callable, Iterable

from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle, MuscleMovement, ReferralWeight

_COLUMNS: dict[str, Callable[[Muscle], str]] = {
    "id": lambda muscle: muscle.id,
    "label": lambda muscle: muscle.label,
    "latin": lambda muscle: muscle.latin,
    "part_of": lambda muscle: muscle.part_of,
    "synonyms": lambda muscle: _joined(muscle.synonyms),
    "origin": lambda muscle: _joined(muscle.attachments.origin if muscle.attachments else ()),
    "insertion": lambda muscle: _joined(muscle.attachments.insertion if muscle.attachments else ()),
    "innervation": lambda muscle: muscle.innervation,
    "roots": lambda muscle: _joined(muscle.roots),
    "actions": lambda muscle: _joined(muscle.actions),
    "lengthened_by": lambda muscle: _movements(muscle.lengthened_by),
    "loaded_by": lambda muscle: _movements(muscle.loaded_by),
    "shortened_by": lambda muscle: _movements(muscle.shortened_by),
    "referral_primary": lambda muscle: _referral(muscle, ReferralWeight.PRIMARY),
    "referral_spillover": lambda muscle: _referral(muscle, ReferralWeight.SPILLOVER),
    "hazards": lambda muscle: _joined(_short(one.hazard) for one in muscle.hazards),
    "areas": lambda muscle: _joined(map(_short, muscle.areas)),
    "privileges": lambda muscle: _joined(map(_short, muscle.privileges)),
    "competence": lambda muscle: muscle.competence.value,
    "is_compressible": lambda muscle: _truth(muscle.is_compressible),
    "is_deep": lambda muscle: _truth(muscle.is_deep),
    "published_depths": lambda muscle: str(len(muscle.published_depths)),
    "review_status": lambda muscle: muscle.review.status.value,
    "sources": lambda muscle: _joined(
        dict.fromkeys(_short(one.source) for one in muscle.citations)
    ),
}


def muscle_table(library: Library) -> str:
    """CSV with a header; several values in one cell are parted by `; `, a side stands behind a movement."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for muscle in library.all(Muscle):
        writer.writerow([cell(muscle) for cell in _COLUMNS.values()])
    return written.getvalue()


def _joined(values: Iterable[str]) -> str:
    return "; ".join(values)


def _short(identifier: str) -> str:
    return identifier.rsplit("/", 1)[-1]


def _movements(movements: Iterable[MuscleMovement]) -> str:
    return _joined(f"{_short(one.movement)} ({one.side.value})" for one in movements)


def _referral(muscle: Muscle, weight: ReferralWeight) -> str:
    return _joined(_short(one.region) for one in muscle.referral if one.weight is weight)


def _truth(value: bool) -> str:
    return "true" if value else "false"
