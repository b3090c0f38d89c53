"""Where a screening stands: decided or not, by whom, what has changed since, and which ways lead on."""

from dataclasses import dataclass

import msgspec

from filiform.clinic.episode.models import Episode
from filiform.clinic.episode.presenters import stage_url
from filiform.clinic.episode.queries import Standing
from filiform.clinic.episode.status import Status
from filiform.clinic.screening.actions.decisions import PERMITTING
from filiform.clinic.screening.models import Screening, ScreeningOutcome
from filiform.clinic.screening.presenters.decisions import VERDICTS
from filiform.clinic.screening.presenters.words import day_words, moment_words
from filiform.clinic.screening.queries.outcome import facts_seen
from filiform.clinic.ui.parts import SummaryRow
from filiform.clinical.facts import ScreeningFacts
from filiform.clinical.stage import Stage
from filiform.kernel.decision import Decision
from filiform.knowledge.model.screening import ScreeningVerdict


@dataclass(frozen=True, slots=True)
class WayOn:
    """One way on: a page to open, or a status that a button sets."""

    words: str
    url: str = ""
    status: str = ""


def is_recorded(outcome: ScreeningOutcome | None, facts: ScreeningFacts, version: str) -> bool:
    """Whether the last decision saw exactly what is known now, by the same library."""
    if outcome is None or outcome.library_version != version:
        return False
    return msgspec.structs.replace(facts_seen(outcome), on=facts.on) == facts


def decided_words(outcome: ScreeningOutcome | None, recorded: bool) -> str:
    """When it was decided and by whom; or that this is a preview, which nobody has recorded."""
    if outcome is None:
        return "Not recorded yet: this is what the answers come to now."
    when = f"{moment_words(outcome.recorded_at)} by {outcome.recorded_by.get_full_name()}"
    if recorded:
        return f"Recorded {when}, with knowledge library {outcome.library_version}."
    verdict = VERDICTS[outcome.verdict][1]
    return f"Something has changed since it was recorded {when} as “{verdict}”. This is what it comes to now."


def standing_rows(
    screening: Screening, decision: Decision[ScreeningVerdict], answered: int
) -> tuple[SummaryRow, ...]:
    """How far the screening is: questionnaire, record, open questions."""
    sent = screening.submissions.order_by("-recorded_at").first()
    record = screening.record
    return (
        SummaryRow("Begun", day_words(screening.on)),
        SummaryRow(
            "Questionnaire",
            f"Sent {moment_words(sent.recorded_at)}" if sent else "Not sent by the patient",
        ),
        SummaryRow(
            "Record", f"{record.source_name}, {day_words(record.on)}" if record else "None imported"
        ),
        SummaryRow("Answers", str(answered)),
        SummaryRow("Still open", str(len(decision.questions))),
    )


def ways_on(
    episode: Episode,
    standing: Standing,
    verdict: ScreeningVerdict | None,
    *,
    is_complete: bool,
) -> tuple[WayOn, ...]:
    """Where the recorded decision leads; nothing before there is one."""
    if verdict is None:
        return ()
    if standing.status in (Status.DECLINED, Status.REFERRED_OUT, Status.DISCHARGED):
        return (WayOn("Screen again", status=Status.SCREENING.value),)
    if verdict in PERMITTING:
        url = stage_url(episode, Stage.ASSESSMENT)
        return (WayOn("Go on to assessment", url=url),) if is_complete else ()
    refer = WayOn("Send to a doctor", status=Status.REFERRED_OUT.value)
    decline = WayOn("Do not needle", status=Status.DECLINED.value)
    return (refer, decline) if verdict is ScreeningVerdict.REFER_NOW else (decline, refer)
