"""Names as a person reads them: concepts by their labels, places with their side, days and moments."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils import formats, timezone

from filiform.clinical.facts import Answer, AnswerValue, Place
from filiform.kernel.decision import Constraint, Scope, Target
from filiform.kernel.side import Side
from filiform.knowledge.library import Library, UnknownConcept
from filiform.knowledge.model.anatomy import Area, Muscle, Region
from filiform.knowledge.model.concept import Concept

DAY = "j F Y"
MOMENT = "j F Y, H:i"
ANSWER_WORDS = {AnswerValue.YES: "Yes", AnswerValue.NO: "No", AnswerValue.UNSURE: "Not sure"}
NO_ANSWER = "No answer yet"


def label_of(identifier: str, library: Library) -> str:
    """The label of a concept. One that the library has lost keeps the words of its identifier."""
    try:
        return library.get(identifier, Concept).label
    except UnknownConcept:
        return identifier.rsplit("/", 1)[-1].replace("-", " ")


def patient_label_of(identifier: str, library: Library) -> str:
    """The name a patient would use for an area or a region; the label for everything else."""
    if identifier in library:
        concept = library.get(identifier, Concept)
        if isinstance(concept, Area | Region):
            return concept.patient_label
    return label_of(identifier, library)


def side_words(side: Side | str | None) -> str:
    """`left`, `right`, or nothing for the midline and for no side."""
    return str(side) if side in (Side.LEFT, Side.RIGHT) else ""


def target_words(target: Target, library: Library) -> str:
    """A muscle, an area or a technique with its side: "Infraspinatus, right"."""
    return _with_side(label_of(target.id, library), target.side)


def place_words(place: Place, library: Library, *, for_patient: bool = False) -> str:
    """An area of the body with its side: "Shoulder, left"."""
    name = patient_label_of(place.area, library) if for_patient else label_of(place.area, library)
    return _with_side(name, place.side)


def reach_words(constraint: Constraint, library: Library) -> str:
    """What a constraint is about, whole: nothing that is forbidden hides behind "and others"."""
    if constraint.scope is Scope.EVERYTHING:
        return "every muscle, every technique"
    if constraint.scope is Scope.MUSCLE and _is_every_muscle(constraint.targets, library):
        return "every muscle"
    return "; ".join(target_words(target, library) for target in constraint.targets)


def answer_words(answer: Answer | None, library: Library, *, for_patient: bool = False) -> str:
    """An answer with its places: "Yes: Forearm, left"."""
    if answer is None:
        return NO_ANSWER
    where = "; ".join(place_words(one, library, for_patient=for_patient) for one in answer.places)
    words = ANSWER_WORDS[answer.value]
    return f"{words}: {where}" if where else words


def day_words(day: date) -> str:
    """A day as it is written: 3 March 2026."""
    return formats.date_format(day, DAY)


def moment_words(moment: datetime) -> str:
    """A moment in the time zone of the clinic: 3 March 2026, 10:32."""
    return formats.date_format(timezone.localtime(moment), MOMENT)


def _with_side(name: str, side: Side | str | None) -> str:
    words = side_words(side)
    return f"{name}, {words}" if words else name


def _is_every_muscle(targets: Iterable[Target], library: Library) -> bool:
    named = {target.id for target in targets if target.side is None}
    return named >= {muscle.id for muscle in library.all(Muscle)}
