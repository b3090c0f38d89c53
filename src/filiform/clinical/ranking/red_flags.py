"""Red flags are never ranked away: what stops a ranking, and what has to be asked beside it."""

from collections.abc import Iterator

import msgspec

from filiform.clinical.findings import Findings, PainfulRegion
from filiform.kernel.decision import Citation, ReviewStatus
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Region
from filiform.knowledge.model.concept import Statement
from filiform.knowledge.model.ranking import PromptEffect, RedFlagPrompt, Spread
from filiform.knowledge.model.screening import ScreeningStatement


class Warning(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Something to be said with a ranking. `refer`: nothing is ranked, and a doctor is needed."""

    statement: str
    sentence: str
    action: str = ""
    question: str = ""
    refer: bool = False
    sources: tuple[Citation, ...]
    review: ReviewStatus


def red_flags(findings: Findings, library: Library) -> tuple[Warning, ...]:
    """What was said to be a red flag, and what the drawing points to, referring ones first.

    Source: `screening/red_flags/*` and `assessment/prompts/*`.
    """
    said = [_said(library.get(name, ScreeningStatement)) for name in findings.red_flags]
    painful = [one for one in findings.pain if one.intensity != 0]
    drawn = [
        _prompted(prompt)
        for prompt in library.all(RedFlagPrompt)
        if prompt.red_flag not in findings.red_flags and _fits(prompt, painful, library)
    ]
    return tuple(sorted([*said, *drawn], key=lambda warning: not warning.refer))


def _said(flag: ScreeningStatement) -> Warning:
    return warning(flag, action=flag.action, refer=True)


def _prompted(prompt: RedFlagPrompt) -> Warning:
    refer = prompt.effect is PromptEffect.STOP
    return warning(prompt, action=prompt.action, question=prompt.question, refer=refer)


def warning(
    statement: Statement, *, action: str = "", question: str = "", refer: bool = False
) -> Warning:
    """A statement of the library as a warning, with its sources and how far it was reviewed."""
    return Warning(
        statement=statement.id,
        sentence=statement.statement,
        action=action,
        question=question,
        refer=refer,
        sources=statement.citations,
        review=statement.review.status,
    )


def _fits(prompt: RedFlagPrompt, painful: list[PainfulRegion], library: Library) -> bool:
    if prompt.spread is not None:
        return _is_spread(prompt.spread, painful, library)
    return any(
        one.region in prompt.regions and (not prompt.qualities or one.quality in prompt.qualities)
        for one in painful
    )


def _is_spread(spread: Spread, painful: list[PainfulRegion], library: Library) -> bool:
    """Counted in areas, which are about as coarse as the sites of the published criteria."""
    places = {(library.get(one.region, Region).area, one.side) for one in painful}
    quarters = {quarter for area, side in places for quarter in _quarters(area, side, spread)}
    return len(quarters) >= spread.quarters and len(places) >= spread.places


def _quarters(area: str, side: Side, spread: Spread) -> Iterator[tuple[Side, bool]]:
    if side is not Side.MIDLINE:
        yield side, area in spread.lower_areas
