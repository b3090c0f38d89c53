"""The page that says how good the ranking is on published cases, with every denominator."""

from collections.abc import Mapping, Sequence
from math import sqrt

from benchmarks.published_cases import Case, cases
from benchmarks.ranking_quality import (
    FIRST,
    Bin,
    Result,
    Summary,
    brier,
    by_overlap,
    by_ranking,
    reliability,
    results,
    summary,
)
from benchmarks.textbook_patterns import KNOWN, hits, patterns
from filiform.knowledge.library import Library
from generate import evaluation_texts as texts
from generate.library import table

_Z = 1.96  # 95 % of a normal distribution
_TELLING = 0.05
_FIRST, _SECOND = 1, 2


def page(library: Library) -> str:
    """The figures, by the same code that the tests run."""
    of = cases(library)
    held_back = [one for one in of if one.is_held_back]
    development = [one for one in of if not one.is_held_back]
    ours = results(of, by_ranking, library)
    groups = _groups(held_back, development)
    opening = texts.OPENING.format(
        cases=len(of),
        held_back=len(held_back),
        development=len(development),
        first=len(groups["held back, first collection"]),
        second=len(groups["held back, second collection"]),
        later=sum(one.published.collection == _SECOND for one in of),
        verdict=_verdict(held_back, library),
    )
    return "\n".join(
        [
            opening,
            texts.BEFORE.format(muscles=len(ours[0].scores)),
            "",
            *_first(groups, library),
            texts.PALPATED,
            "",
            *_palpated(groups, library),
            texts.FIRST_FIVE,
            "",
            *_treated(groups, library),
            texts.PARTS,
            "",
            *_by_part(ours, library),
            *_calibration(ours),
            texts.MISSES,
            "",
            *_missed(ours),
            texts.TEXTBOOK.format(patterns=len(patterns())),
            "",
            *_textbook(library),
            texts.SOURCES,
            *(_source(one) for one in of),
            "",
        ]
    )


def _groups(held_back: list[Case], development: list[Case]) -> dict[str, list[Case]]:
    """Those held back and those of development, each together and by collection."""
    groups = {}
    for name, of in (("held back", held_back), ("development", development)):
        groups[f"{name}, both collections"] = of
        for number, collection in ((_FIRST, "first"), (_SECOND, "second")):
            group = [one for one in of if one.published.collection == number]
            groups[f"{name}, {collection} collection"] = group
    return groups


def _first(groups: Mapping[str, list[Case]], library: Library) -> list[str]:
    head = ["cases", "by", *(f"first {first}" for first in FIRST), "mean reciprocal rank"]
    rows = []
    for name, of in groups.items():
        for palpated, what in ((False, "before palpation"), (True, "with palpation")):
            for ranker, by in ((by_ranking, "ranking"), (by_overlap, "overlap count")):
                counted = summary(results(of, ranker, library, palpated=palpated))
                rows.append(
                    [f"{name}, {what}", by, *_hits(counted), f"{counted.mean_reciprocal_rank:.2f}"]
                )
    return table(head, rows)


def _palpated(groups: Mapping[str, list[Case]], library: Library) -> list[str]:
    """Only cases in whose text something was felt: elsewhere both rows of a case are the same."""
    rows = []
    for name, of in groups.items():
        felt = [one for one in of if one.findings.palpation]
        ours, plain = (
            summary(results(felt, ranker, library, palpated=True))
            for ranker in (by_ranking, by_overlap)
        )
        rows += [[name, "ranking", *_hits(ours)], [name, "overlap count", *_hits(plain)]]
    return table(["cases", "by", *(f"first {first}" for first in FIRST)], rows)


# Of ten cases held back, in how many a treated muscle should be among the first three and the first five.
_GOALS = {"first three": (1, 7.5), "first five": (2, 9.0)}


def _verdict(held_back: list[Case], library: Library) -> str:
    """Whether the cases held back, all of them together, reach the goal: in words, so that nobody has to work it out."""
    said = []
    for palpated, what in ((False, "before palpation"), (True, "with palpation")):
        counted = summary(results(held_back, by_ranking, library, palpated=palpated))
        for name, (place, of_ten) in _GOALS.items():
            hits = counted.hits[place]
            is_reached = hits / counted.cases >= of_ten / 10
            said.append(
                f"{name} {what}: {_number(hits)} of {counted.cases}, "
                f"the goal is {'reached' if is_reached else '**missed**'}"
            )
    return f"Held back, both collections together: {'; '.join(said)}."


def _hits(counted: Summary) -> list[str]:
    return [_share(hits, counted.cases) for hits in counted.hits]


def _share(hits: float, of: int) -> str:
    low, high = _wilson(hits / of, of)
    return f"{_number(hits)} of {of} ({low:.0%} to {high:.0%})"


def _number(hits: float) -> str:
    return f"{hits:.0f}" if abs(hits - round(hits)) < _TELLING else f"{hits:.1f}"


def _wilson(share: float, of: int) -> tuple[float, float]:
    middle = (share + _Z**2 / (2 * of)) / (1 + _Z**2 / of)
    half = _Z * sqrt(share * (1 - share) / of + _Z**2 / (4 * of**2)) / (1 + _Z**2 / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def _treated(groups: Mapping[str, list[Case]], library: Library) -> list[str]:
    rows = []
    for name, of in groups.items():
        ours = summary(results(of, by_ranking, library))
        plain = summary(results(of, by_overlap, library))
        rows.append([name, _share(ours.found, ours.treated), _share(plain.found, plain.treated)])
    return table(["cases, before palpation", "ranking, first 5", "overlap count, first 5"], rows)


def _by_part(ours: Sequence[Result], library: Library) -> list[str]:
    parts = dict.fromkeys(one.case.published.part for one in ours)
    rows = []
    for part in sorted(parts):
        mine = [one for one in ours if one.case.published.part == part]
        plain = summary(results([one.case for one in mine], by_overlap, library))
        counted = summary(mine)
        rows.append(
            [
                part,
                str(counted.cases),
                *(_number(hits) for hits in counted.hits),
                _number(plain.hits[-1]),
            ]
        )
    head = [
        "part",
        "cases",
        *(f"first {first}" for first in FIRST),
        f"overlap count, first {FIRST[-1]}",
    ]
    return table(head, rows)


def _calibration(ours: Sequence[Result]) -> list[str]:
    held_back = [one for one in ours if one.case.is_held_back]
    development = [one for one in ours if not one.case.is_held_back]
    share = sum(len(one.treated) for one in ours) / sum(len(one.scores) for one in ours)
    text = texts.HOLDS.format(
        held_back=f"{brier(held_back):.4f}",
        development=f"{brier(development):.4f}",
        plain=f"{share * (1 - share):.4f}",
    )
    rows = [
        [f"{mine.low:.1f} to {mine.low + 0.1:.1f}", *_of_bin(mine), *_of_bin(theirs)]
        for mine, theirs in zip(reliability(held_back), reliability(development), strict=True)
    ]
    head = ["probability"]
    for name in ("held back", "development"):
        head += [f"{name}: muscles", "mean", "treated"]
    return [text, "", *table(head, rows)]


def _of_bin(one: Bin) -> list[str]:
    if not one.muscles:
        return ["0", "", ""]
    share = f"{one.treated} ({one.treated / one.muscles:.1%})"
    return [str(one.muscles), f"{one.probability:.1%}", share]


def _missed(ours: Sequence[Result]) -> list[str]:
    missed = [one for one in ours if not one.case.is_held_back and one.hits[-1] < 1]
    return [
        f"- `{one.case.name}`: {one.case.published.said} Treated: "
        f"{', '.join(treated.words for treated in one.case.published.treated)}. "
        f"{one.case.published.note}".rstrip()
        for one in missed
    ] or ["None."]


def _textbook(library: Library) -> list[str]:
    rows = []
    for known in KNOWN:
        counted = zip(
            hits(known, by_ranking, library), hits(known, by_overlap, library), strict=True
        )
        rows.append([known, *(f"{_number(ours)} ({_number(plain)})" for ours, plain in counted)])
    head = ["what is known", *(f"first {first} (overlap count)" for first in FIRST)]
    return table(head, rows)


def _source(case: Case) -> str:
    published = case.published
    ids = ", ".join(f"{name} {value}" for name, value in published.source.items())
    group = "held back" if case.is_held_back else "development"
    if published.collection == _SECOND:
        group += ", second collection"
    return f"- {published.title.rstrip('.')}{f' ({ids})' if ids else ''}. Read: {published.read}. *{group}*"
