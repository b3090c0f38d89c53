"""Why a line of the sheet is on it: it is for everybody, or for these muscles, or because of these findings."""

from filiform.clinic.screening.presenters import label_of
from filiform.clinical.aftercare import TreatedSession
from filiform.clinical.traits import has_trait
from filiform.knowledge.library import Library
from filiform.knowledge.model.aftercare import AppliesTo
from filiform.knowledge.model.anatomy import Muscle


def why_words(applies_to: AppliesTo, session: TreatedSession, library: Library) -> str:
    """What makes a line of aftercare apply to this session, in a few words."""
    if not (applies_to.areas or applies_to.trait or applies_to.findings):
        return "After every session"
    muscles = _muscles(applies_to, session, library)
    findings = [one for one in applies_to.findings if one in session.findings]
    parts = []
    if muscles:
        parts.append("Because of " + ", ".join(label_of(one, library) for one in muscles))
    if findings:
        names = ", ".join(label_of(one, library) for one in findings)
        parts.append(f"Because of screening: {names}")
    return ". ".join(parts)


def _muscles(applies_to: AppliesTo, session: TreatedSession, library: Library) -> list[str]:
    return [
        name
        for name in session.muscles
        if _concerns(applies_to, library.get(name, Muscle), library)
    ]


def _concerns(applies_to: AppliesTo, muscle: Muscle, library: Library) -> bool:
    by_trait = applies_to.trait is not None and has_trait(muscle, applies_to.trait, library)
    return by_trait or bool(set(muscle.areas) & set(applies_to.areas))
