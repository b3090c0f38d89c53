"""How a case of each stage is run: what is given becomes the facts of the stage, and is decided on.

`given` holds the fields of the stage's facts by their own names. Shorthands: an answer may be a
bare `yes`, `no` or `unsure`; a finding may be named by its last part; `screening` inside a plan or
a session is screened first, and what it constrains is handed on. `asked` names one of the other
things that a stage can be asked for; `run.py` beside the cases of the stage says which there are.
"""

from filiform.clinical.stage import Stage
from filiform.knowledge.library import Library
from tests.cases.aftercare import run as aftercare
from tests.cases.asking import Runner
from tests.cases.assessment import run as assessment
from tests.cases.case import Case
from tests.cases.needling import run as needling
from tests.cases.outcome import Outcome
from tests.cases.outcomes import run as outcomes
from tests.cases.planning import run as planning
from tests.cases.screening import run as screening

_RUNNERS: dict[Stage, Runner] = {
    Stage.SCREENING: screening.run,
    Stage.ASSESSMENT: assessment.run,
    Stage.PLANNING: planning.run,
    Stage.NEEDLING: needling.run,
    Stage.AFTERCARE: aftercare.run,
    Stage.OUTCOMES: outcomes.run,
}


def run(case: Case, library: Library) -> Outcome:
    """What comes out of a case with that library."""
    return _RUNNERS[case.stage](dict(case.given), library)
