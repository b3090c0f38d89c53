"""Which limits a clinician may set aside by name from the session itself."""

from filiform.clinic.needling.queries import Standing
from filiform.kernel.decision import Effect, Severity
from filiform.knowledge.library import Library
from filiform.knowledge.model.screening import ScreeningStatement


def may_set_aside(stands: Standing, library: Library) -> frozenset[str]:
    """What screening forbids, by its statement: never a red flag, and never what holds for everyone."""
    forbidding = {one.statement for one in stands.facts.constraints if one.effect is Effect.FORBID}
    return frozenset(name for name in forbidding if not _is_red_flag(name, library))


def _is_red_flag(statement: str, library: Library) -> bool:
    if statement not in library:
        return True  # whoever lifts a limit knows what it says
    return library.get(statement, ScreeningStatement).severity is Severity.RED_FLAG
