"""The code that a session comes to, with the muscles that justify it; or the question that is open."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from filiform.clinic.screening.presenters import reason_line
from filiform.clinic.ui.parts import ReasonLine
from filiform.clinical.billing import (
    BillingFacts,
    BillingVerdict,
    SideCounting,
    billed_muscles,
    needling_bill,
)
from filiform.clinical.ledger import NeedleEvent, needled
from filiform.knowledge.library import Library
from filiform.knowledge.model.billing import BillingRule


@dataclass(frozen=True, slots=True)
class CodeLine:
    """A code and the muscles it counts, or the question that has to be answered first."""

    code: str
    muscles: tuple[str, ...]
    question: str
    reasons: tuple[ReasonLine, ...]

    @property
    def words(self) -> str:
        """One sentence, as the note keeps it."""
        if not self.code:
            return f"The code is open. {self.question}"
        count = "1 muscle" if len(self.muscles) == 1 else f"{len(self.muscles)} muscles"
        return f"Code {self.code} for {count}: {'; '.join(self.muscles)}. Nothing was injected."


def code_line(
    clinic: Any, on: date, events: tuple[NeedleEvent, ...], library: Library
) -> CodeLine | None:
    """What the muscles needled so far come to; nothing before the first, or where no rule of the country is known."""
    places = needled(events)
    if not places or not _is_billed(clinic.jurisdiction, on, library):
        return None
    facts = BillingFacts(
        on=on,
        muscles=billed_muscles(places, library),
        sides=SideCounting(clinic.side_counting) if clinic.side_counting else None,
    )
    bill = needling_bill(facts, library)
    if not bill.code and bill.decision.verdict is not BillingVerdict.NOT_DECIDED:
        return None
    return CodeLine(
        code=bill.code,
        muscles=bill.counted,
        question=" ".join(one.text for one in bill.decision.questions),
        reasons=tuple(reason_line(reason, library) for reason in bill.decision.reasons),
    )


def _is_billed(jurisdiction: str, on: date, library: Library) -> bool:
    country = jurisdiction.split("-")[0]
    rules = (rule for rule in library.all(BillingRule) if rule.holds(on))
    return any(rule.country.endswith(f"/{country}") for rule in rules)
