"""Published cases: where it hurt, what was found, and which muscles the authors treated."""

import hashlib
import json
from pathlib import Path
from typing import Any, Literal

import msgspec
import yaml

from filiform.clinical.findings import Findings, read_findings
from filiform.kernel.side import Side
from filiform.knowledge.library import Library

CASES = Path(__file__).parents[1] / "tests" / "evaluation" / "ranking"
_HELD_BACK_ONE_IN = 3


class TreatedMuscle(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the authors treated in their words, and the muscles of the library that it may mean."""

    words: str
    muscles: tuple[str, ...]


class Published(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The file of one case. `findings` is in the form that `filiform rank` reads.

    `people` is None where the text does not say; `treated_sides` where they are not those that hurt.
    `collection`: 1, or 2 for what was added later by somebody who never ran the ranking.
    """

    title: str
    source: dict[str, str | int]
    kind: str
    people: int | None
    read: str
    part: str
    side_given: bool
    said: str
    findings: dict[str, Any]
    treated: tuple[TreatedMuscle, ...]
    treated_sides: tuple[Side, ...] = ()
    note: str = ""
    collection: Literal[1, 2] = 1


class Case(msgspec.Struct, frozen=True, kw_only=True):
    """A published case, with its findings read and the muscles as the library names them."""

    name: str
    published: Published
    findings: Findings
    treated: tuple[frozenset[str], ...]
    sides: frozenset[Side]

    @property
    def is_held_back(self) -> bool:
        """Decided by the name of the file before anything was measured: nobody tunes to these."""
        digest = hashlib.sha256(self.name.encode()).hexdigest()
        return int(digest, 16) % _HELD_BACK_ONE_IN == 0

    @property
    def before_palpation(self) -> Findings:
        """The same with no muscle felt yet: palpating the treated muscle would give the answer away."""
        return msgspec.structs.replace(self.findings, palpation=())


def cases(library: Library) -> tuple[Case, ...]:
    """Every published case, by name."""
    return tuple(_case(path, library) for path in sorted(CASES.glob("*.yaml")))


def _case(path: Path, library: Library) -> Case:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    published = msgspec.convert(content, Published, strict=False)
    findings = read_findings(json.dumps(published.findings), library)
    sides = published.treated_sides or {one.side for one in findings.pain} - {Side.MIDLINE}
    return Case(
        name=path.stem,
        published=published,
        findings=findings,
        treated=tuple(_ids(one, library) for one in published.treated),
        sides=frozenset(sides),
    )


def _ids(treated: TreatedMuscle, library: Library) -> frozenset[str]:
    ids = frozenset(f"anatomy/muscles/{name}" for name in treated.muscles)
    unknown = sorted(one for one in ids if one not in library)
    if unknown:
        raise LookupError(f"no muscle of the library: {', '.join(unknown)}")
    return ids
