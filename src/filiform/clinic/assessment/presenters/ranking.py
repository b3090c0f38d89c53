"""The ranking as the clinician sees it: warnings first, muscles with their reasons, what to examine next."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from filiform.clinic.assessment.presenters.palpation import STATUS
from filiform.clinic.assessment.presenters.rows import Presses, Rows
from filiform.clinic.assessment.queries import Examination
from filiform.clinic.screening.presenters import label_of, side_words, source_line
from filiform.clinic.ui.parts import SourceLine
from filiform.clinical.assessment import TriggerPointStatus
from filiform.clinical.ranking.information import ExaminationKind
from filiform.clinical.ranking.nodes import NodeKind
from filiform.clinical.ranking.ranking import Because, NextExamination, RankedMuscle, Ranking
from filiform.clinical.ranking.red_flags import Warning
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.assessment import Movement

SHOWN, REASONS = 6, 3
FOUND = {
    NodeKind.PAIN: ("pain: {}", "no pain: {}"),
    NodeKind.LIMITED: ("{} limited", "{} not limited"),
    NodeKind.PAINFUL: ("{} hurts", "{} does not hurt"),
    NodeKind.WEAK: ("{} weak against resistance", "{} not weak"),
    NodeKind.PAINFUL_CONTRACTION: ("{} hurts against resistance", "{} does not hurt when held"),
    NodeKind.TAUT_BAND: ("taut band felt", "no taut band felt"),
    NodeKind.SPOT_TENDERNESS: ("tender spot", "no tender spot"),
    NodeKind.REFERRED_SENSATION: ("referred sensation", "no referred sensation"),
    NodeKind.RECOGNISED: ("pain recognised", "pain not recognised"),
}


@dataclass(frozen=True, slots=True)
class FindingLine:
    """A finding that bears on a muscle, and how much: `3.2 times as often`."""

    words: str
    ratio: str


@dataclass(frozen=True, slots=True)
class RankedLine:
    """A muscle with its probability, what speaks for it and what against."""

    id: str
    muscle: str
    side: str
    percent: str
    width: str
    speaks_for: tuple[FindingLine, ...]
    speaks_against: tuple[FindingLine, ...]
    status: str
    tone: str
    palpate_url: str


@dataclass(frozen=True, slots=True)
class WarningLine:
    """Something that has to be said beside a ranking, or instead of one."""

    sentence: str
    action: str
    question: str
    refer: bool
    sources: tuple[SourceLine, ...]
    review: str


@dataclass(frozen=True, slots=True)
class NextLine:
    """A suggested examination: buttons to record it at once, or the way to palpation."""

    label: str
    side: str
    how: str
    bits: str
    presses: Presses | None
    url: str


@dataclass(frozen=True, slots=True)
class RankingPanel:
    """The whole panel. With `refers` there is no ranking."""

    refers: bool
    warnings: tuple[WarningLine, ...]
    cautions: tuple[WarningLine, ...]
    muscles: tuple[RankedLine, ...]
    more: tuple[RankedLine, ...]
    other_sources: tuple[str, ...]
    examine_next: tuple[NextLine, ...]


def ranking_panel(
    ranking: Ranking,
    nerves: Iterable[Warning],
    examination: Examination,
    rows: Rows,
    library: Library,
) -> RankingPanel:
    """What the ranking says. Muscles that nothing found speaks for are not listed."""
    lines = [
        _muscle(one, examination, rows, library) for one in ranking.muscles if one.is_spoken_for
    ]
    told = {one.statement for one in ranking.warnings}
    warnings = (*ranking.warnings, *(one for one in nerves if one.statement not in told))
    is_red_flag = {one.statement for one in warnings if one.refer or one.question or one.action}
    shown = tuple(_warning(one, library) for one in warnings if one.statement in is_red_flag)
    return RankingPanel(
        refers=ranking.refers,
        warnings=tuple(sorted(shown, key=lambda one: not one.refer)),
        cautions=tuple(_warning(x, library) for x in warnings if x.statement not in is_red_flag),
        muscles=tuple(lines[:SHOWN]),
        more=tuple(lines[SHOWN : 2 * SHOWN]),
        other_sources=tuple(
            f"{_with_side(label_of(one.area, library), one.side)}: {percent(one.probability)}"
            for one in ranking.other_sources[:REASONS]
        ),
        examine_next=tuple(_next(one, rows, library) for one in ranking.examine_next),
    )


def percent(probability: float) -> str:
    """Whole per cents; what is almost nothing or almost certain is called so."""
    if probability < 0.005:
        return "under 1 %"
    return "over 99 %" if probability > 0.995 else f"{100 * probability:.0f} %"


def _muscle(
    one: RankedMuscle, examination: Examination, rows: Rows, library: Library
) -> RankedLine:
    palpated = examination.palpations.now.get((one.muscle, one.side.value))
    status = STATUS[TriggerPointStatus(palpated.classification)] if palpated else ("", "")
    said = sorted(one.because, key=lambda each: -_weight(each))
    return RankedLine(
        id=f"{one.muscle.rsplit('/', 1)[-1]}-{one.side.value}",
        muscle=label_of(one.muscle, library),
        side=side_words(one.side),
        percent=percent(one.probability),
        width=f"{max(100 * one.probability, 0.5):.1f}",
        speaks_for=tuple(_lines(said, library, speaks_for=True)),
        speaks_against=tuple(_lines(said, library, speaks_for=False)),
        status=status[1].replace(" trigger point", ""),
        tone=status[0],
        palpate_url=_palpate(rows, one.muscle, one.side),
    )


def _lines(said: list[Because], library: Library, *, speaks_for: bool) -> Iterator[FindingLine]:
    for each in [one for one in said if (one.likelihood_ratio > 1) is speaks_for][:REASONS]:
        there, not_there = FOUND[each.kind]
        words = (there if each.present else not_there).format(label_of(each.about, library).lower())
        yield FindingLine(words[0].upper() + words[1:], f"× {each.likelihood_ratio:.1f}")


def _weight(one: Because) -> float:
    return max(one.likelihood_ratio, 1 / one.likelihood_ratio)


def _warning(one: Warning, library: Library) -> WarningLine:
    return WarningLine(
        sentence=one.sentence,
        action=one.action,
        question=one.question,
        refer=one.refer,
        sources=tuple(source_line(each, library) for each in one.sources),
        review=one.review.value,
    )


def _next(one: NextExamination, rows: Rows, library: Library) -> NextLine:
    kind = one.examination
    presses, url, how = None, "", ""
    if kind is ExaminationKind.PALPATION:
        url = _palpate(rows, one.about, one.side)
    else:
        movement = library.get(one.about, Movement)
        name = "movement" if kind is ExaminationKind.MOVEMENT else "strength"
        found = rows.presses_of(name, movement, one.side)
        presses, how = replace(found, id=f"next-{found.id}"), movement.how
    words = {
        ExaminationKind.MOVEMENT: "{}",
        ExaminationKind.CONTRACTION: "{}, held against resistance",
        ExaminationKind.PALPATION: "Palpate {}",
    }
    name = label_of(one.about, library)
    label = words[kind].format(name.lower() if kind is ExaminationKind.PALPATION else name)
    bits = f"{one.expected_information_bits:.2f}"
    return NextLine(label, side_words(one.side), how, bits, presses, url)


def _palpate(rows: Rows, muscle: str, side: Side) -> str:
    return f"{rows.url('stage')}?{urlencode({'muscle': muscle, 'side': side.value})}#palpate"


def _with_side(label: str, side: Side) -> str:
    return f"{label}, {side.value}" if side_words(side) else label
