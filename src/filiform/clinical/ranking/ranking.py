"""The ranking: every muscle with its probability and its reasons, what to examine next, what must be said."""

from math import isclose

import msgspec

from filiform.clinical.findings import Findings
from filiform.clinical.ranking.complaint import near_the_complaint
from filiform.clinical.ranking.inference import Posterior, posterior
from filiform.clinical.ranking.information import ExaminationKind, examine_next
from filiform.clinical.ranking.network import Network, is_muscle, network_of
from filiform.clinical.ranking.nodes import Evidence, NodeKind
from filiform.clinical.ranking.observations import evidence_of
from filiform.clinical.ranking.reasons import FindingReason, reasons_for_each
from filiform.clinical.ranking.red_flags import Warning, red_flags, warning
from filiform.kernel.side import Side
from filiform.knowledge.library import Library
from filiform.knowledge.model.ranking import CautionApplies, RankingCaution

# How many muscles are still in play, and how many examinations are offered: what fits a screen and a visit.
IN_PLAY = 10
OFFERED = 5


class Because(msgspec.Struct, frozen=True, kw_only=True):
    """A finding and how much it speaks for a muscle (above 1) or against it (below 1), taken by itself."""

    kind: NodeKind
    about: str
    side: Side
    present: bool
    likelihood_ratio: float


class RankedMuscle(msgspec.Struct, frozen=True, kw_only=True):
    """A muscle on a side, and the probability that it has a trigger point, given everything found."""

    muscle: str
    side: Side
    probability: float
    because: tuple[Because, ...]

    @property
    def is_spoken_for(self) -> bool:
        """Whether anything that was found speaks for it; a muscle of which nothing is known is not."""
        return any(one.present and one.likelihood_ratio > 1 for one in self.because)


class OtherSource(msgspec.Struct, frozen=True, kw_only=True):
    """The probability that something else in an area hurts: a joint, a tendon, a nerve, an organ."""

    area: str
    side: Side
    probability: float


class NextExamination(msgspec.Struct, frozen=True, kw_only=True):
    """An examination not yet done, and the information it is expected to bring, in bits."""

    examination: ExaminationKind
    about: str
    side: Side
    expected_information_bits: float


class Ranking(msgspec.Struct, frozen=True, kw_only=True):
    """The muscles, the most likely first, and where else it may come from. Empty when a red flag refers."""

    muscles: tuple[RankedMuscle, ...]
    other_sources: tuple[OtherSource, ...]
    examine_next: tuple[NextExamination, ...]
    warnings: tuple[Warning, ...]
    library_version: str

    @property
    def refers(self) -> bool:
        """Whether a doctor is needed before any muscle is thought of."""
        return any(one.refer for one in self.warnings)


def rank(findings: Findings, library: Library, top: int | None = None) -> Ranking:
    """Which muscles the findings speak for. Depends on what was found and on nothing else, its order least.

    Args:
        top: how many muscles to name; all of them unless given.

    Source: `assessment/ranking/*`, `assessment/cautions/*`, `assessment/prompts/*` and each muscle.
    """
    flags = red_flags(findings, library)
    if any(flag.refer for flag in flags):
        return Ranking(
            muscles=(),
            other_sources=(),
            examine_next=(),
            warnings=flags,
            library_version=library.version,
        )
    network = network_of(library)
    evidence = evidence_of(findings, network)
    network = near_the_complaint(network, evidence, library)
    now = posterior(network, evidence)
    causes = sorted(range(len(network.causes)), key=lambda one: (-now.probabilities[one], one))
    order = [one for one in causes if is_muscle(network.causes[one])]
    reasons = reasons_for_each(network, evidence)
    return Ranking(
        muscles=tuple(_ranked(cause, network, reasons[cause], now) for cause in order[:top]),
        other_sources=tuple(
            _other(cause, network, now)
            for cause in causes
            if not is_muscle(network.causes[cause])
            and _is_likelier(float(now.probabilities[cause]), network.priors[cause])
        ),
        examine_next=_next(network, evidence, now, _in_play(order, network, evidence)),
        warnings=(*flags, *_cautions(findings, now, library)),
        library_version=library.version,
    )


def _is_likelier(now: float, before: float) -> bool:
    """By more than the arithmetic rounds."""
    return now > before and not isclose(now, before)


def _in_play(order: list[int], network: Network, evidence: Evidence) -> tuple[int, ...]:
    """The muscles still in question: those that something found speaks for; while none is, the likeliest."""
    found = evidence.present & network.links.keys()
    spoken_for = {link.cause for node in found for link in network.links[node]}
    return tuple([one for one in order if one in spoken_for][:IN_PLAY] or order[:IN_PLAY])


def _ranked(
    cause: int, network: Network, reasons: list[FindingReason], now: Posterior
) -> RankedMuscle:
    muscle, side = network.causes[cause]
    because = tuple(
        Because(
            kind=one.node.kind,
            about=one.node.about,
            side=one.node.side,
            present=one.present,
            likelihood_ratio=one.likelihood_ratio,
        )
        for one in reasons
    )
    probability = float(now.probabilities[cause])
    return RankedMuscle(muscle=muscle, side=side, probability=probability, because=because)


def _other(cause: int, network: Network, now: Posterior) -> OtherSource:
    area, side = network.causes[cause]
    return OtherSource(area=area, side=side, probability=float(now.probabilities[cause]))


def _next(
    network: Network, evidence: Evidence, now: Posterior, in_play: tuple[int, ...]
) -> tuple[NextExamination, ...]:
    return tuple(
        NextExamination(
            examination=told.examination.kind,
            about=told.examination.about,
            side=told.examination.side,
            expected_information_bits=told.bits,
        )
        for told in examine_next(network, evidence, now, in_play, OFFERED)
    )


def _cautions(findings: Findings, now: Posterior, library: Library) -> tuple[Warning, ...]:
    wanted = {CautionApplies.ALWAYS}
    if not findings:
        wanted.add(CautionApplies.NOTHING_KNOWN)
    if not now.is_exact:
        wanted.add(CautionApplies.APPROXIMATE)
    return tuple(warning(one) for one in library.all(RankingCaution) if one.applies in wanted)
