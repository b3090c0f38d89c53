"""What the library says of one thing on the plan page, written once for a library and read on demand."""

from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string

from filiform.clinic.planning.presenters.care import care_choice, dose_line
from filiform.clinic.planning.presenters.muscle_facts import muscle_facts
from filiform.clinic.planning.presenters.programmes import protocol_choice
from filiform.clinic.screening.presenters import study_groups
from filiform.knowledge.library import Library, UnknownConcept
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.care import ManualTechnique, NeedlingDose, Stretch
from filiform.knowledge.model.concept import Concept
from filiform.knowledge.model.planning import Indication, LoadingProtocol

KEPT = 1024


@lru_cache(maxsize=KEPT)
def about_html(identifier: str, library: Library) -> str:
    """The part of a page about a concept that a plan can choose.

    Raises:
        UnknownConcept: when the library has no such concept, or a plan cannot choose it.
    """
    template, context = _part(library.get(identifier, Concept), library)
    return render_to_string(f"planning/about/{template}.html", context)


def _part(one: Concept, library: Library) -> tuple[str, dict[str, Any]]:
    match one:
        case Muscle():
            return "muscle", {"facts": muscle_facts(one.id, library)}
        case Indication():
            return "indication", {"one": one, "groups": study_groups(one.evidence, library)}
        case LoadingProtocol():
            return "protocol", {"protocol": protocol_choice(one, library)}
        case Stretch() | ManualTechnique():
            return "care", {"one": care_choice(one, library)}
        case NeedlingDose():
            return "dose", {"dose": dose_line(one, library)}
    raise UnknownConcept(one.id, [])
