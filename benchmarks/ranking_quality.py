"""How often the treated muscle of a published case is ranked first, and how far the probabilities hold."""

from collections.abc import Callable, Iterable, Sequence
from math import comb
from typing import NamedTuple

import numpy as np

from benchmarks.measurement import Measurement
from benchmarks.published_cases import Case, cases
from filiform.clinical.findings import Findings
from filiform.clinical.ranking.complaint import near_the_complaint
from filiform.clinical.ranking.inference import posterior
from filiform.clinical.ranking.network import Cause, is_muscle, network_of
from filiform.clinical.ranking.observations import evidence_of
from filiform.knowledge.library import Library, load_library

FIRST = (1, 3, 5)
BINS = 10

Scores = dict[Cause, float]
Ranker = Callable[[Findings, Library], Scores]


def by_ranking(findings: Findings, library: Library) -> Scores:
    """The probability of each muscle, on each side."""
    network = network_of(library)
    evidence = evidence_of(findings, network)
    found = posterior(near_the_complaint(network, evidence, library), evidence).probabilities
    pairs = zip(network.causes, found.tolist(), strict=True)
    return {cause: score for cause, score in pairs if is_muscle(cause)}


def by_overlap(findings: Findings, library: Library) -> Scores:
    """How many of the findings each muscle may cause: what somebody counts who compares charts."""
    network = network_of(library)
    counts = dict.fromkeys((one for one in network.causes if is_muscle(one)), 0.0)
    for node in evidence_of(findings, network).present & network.links.keys():
        for link in network.links[node]:
            if network.causes[link.cause] in counts:
                counts[network.causes[link.cause]] += 1
    return counts


class Result(NamedTuple):
    """One case, ranked. `hits`: the chance that a treated muscle is among the first 1, 3 and 5.

    `found`: the same for each treated muscle, first 5. What ties is taken in any order.
    """

    case: Case
    scores: Scores
    hits: tuple[float, ...]
    found: tuple[float, ...]
    reciprocal_rank: float

    @property
    def treated(self) -> frozenset[Cause]:
        """Every muscle that was treated, or that a name the authors used may mean."""
        return _on_sides(frozenset().union(*self.case.treated), self.case)


def ranked(case: Case, ranker: Ranker, library: Library, *, palpated: bool = False) -> Result:
    """One case ranked, before any muscle is felt unless `palpated`."""
    findings = case.findings if palpated else case.before_palpation
    scores = ranker(findings, library)
    treated = _on_sides(frozenset().union(*case.treated), case)
    return Result(
        case=case,
        scores=scores,
        hits=tuple(chance_among(scores, treated, first) for first in FIRST),
        found=tuple(chance_among(scores, _on_sides(one, case), FIRST[-1]) for one in case.treated),
        reciprocal_rank=_reciprocal_rank(scores, treated),
    )


def results(
    of: Iterable[Case], ranker: Ranker, library: Library, *, palpated: bool = False
) -> tuple[Result, ...]:
    """Every case ranked."""
    return tuple(ranked(case, ranker, library, palpated=palpated) for case in of)


def _on_sides(muscles: frozenset[str], case: Case) -> frozenset[Cause]:
    return frozenset(Cause(muscle, side) for muscle in muscles for side in case.sides)


def chance_among(scores: Scores, treated: frozenset[Cause], first: int) -> float:
    """That one of the treated is among the first few, whatever the order of those that tie with it."""
    before, tied, wanted = _place(scores, treated)
    places = min(first - before, tied)
    if places <= 0:
        return 0.0
    return 1 - comb(tied - wanted, places) / comb(tied, places)


def _reciprocal_rank(scores: Scores, treated: frozenset[Cause]) -> float:
    """One over the place of the first treated muscle, those that tie sharing their middle place."""
    before, tied, wanted = _place(scores, treated)
    return 1 / (before + (tied + 1) / (wanted + 1))


def _place(scores: Scores, treated: frozenset[Cause]) -> tuple[int, int, int]:
    """How many stand before the best of the treated, how many tie with it, and how many of those were treated."""
    best = max(scores[one] for one in treated)
    before = sum(score > best for score in scores.values())
    tied = [one for one, score in scores.items() if score == best]
    return before, len(tied), len(treated.intersection(tied))


class Summary(NamedTuple):
    """Cases counted together: how many, expected hits among the first 1, 3, 5, and the mean reciprocal rank."""

    cases: int
    hits: tuple[float, ...]
    found: float
    treated: int
    mean_reciprocal_rank: float


def summary(of: Sequence[Result]) -> Summary:
    """The figures of some cases together."""
    return Summary(
        cases=len(of),
        hits=tuple(sum(one.hits[place] for one in of) for place in range(len(FIRST))),
        found=sum(sum(one.found) for one in of),
        treated=sum(len(one.found) for one in of),
        mean_reciprocal_rank=float(np.mean([one.reciprocal_rank for one in of])),
    )


class Bin(NamedTuple):
    """Muscles whose probability lay in one tenth: how many, how likely on average, how many were treated."""

    low: float
    muscles: int
    probability: float
    treated: int


def brier(of: Sequence[Result]) -> float:
    """The mean squared distance of the probability from what was treated, over every muscle and side."""
    return float(np.mean([(p - there) ** 2 for p, there in _pairs(of)]))


def reliability(of: Sequence[Result]) -> tuple[Bin, ...]:
    """For each tenth of probability, how many muscles of that probability were treated."""
    pairs = list(_pairs(of))
    tenths: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for probability, there in pairs:
        tenths[min(int(probability * BINS), BINS - 1)].append((probability, there))
    return tuple(
        Bin(
            low=place / BINS,
            muscles=len(tenth),
            probability=sum(probability for probability, _ in tenth) / max(len(tenth), 1),
            treated=sum(there for _, there in tenth),
        )
        for place, tenth in enumerate(tenths)
    )


def _pairs(of: Iterable[Result]) -> Iterable[tuple[float, bool]]:
    for one in of:
        for cause, probability in one.scores.items():
            yield probability, cause in one.treated


def measure() -> list[Measurement]:
    """Hits among the first five, of the cases that were held back, beside those of a plain overlap count."""
    library = load_library()
    held_back = [one for one in cases(library) if one.is_held_back]
    ours = summary(results(held_back, by_ranking, library))
    plain = summary(results(held_back, by_overlap, library))
    return [
        Measurement(
            f"published cases held back: treated muscle among the first {first}",
            f"{ours.hits[place]:.0f} of {ours.cases}",
            goal,
            f"overlap count {plain.hits[place]:.1f}",
            None,
        )
        for place, first, goal in ((1, 3, "3 of 4"), (2, 5, "9 of 10"))
    ]
