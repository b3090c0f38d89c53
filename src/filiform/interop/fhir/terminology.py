"""Which finding an entry of a record means: by its codes, and where a code is unknown, by whole words of its name."""

from collections.abc import Iterable
from functools import lru_cache

import msgspec

from filiform.interop.fhir.elements import Coding, Concept
from filiform.interop.fhir.systems import system_of
from filiform.interop.fhir.words import phrases, words_of
from filiform.knowledge.library import Library
from filiform.knowledge.model.terminology import CodeEntry, CodeSet, ResourceKind, System

_REMEMBERED = 50_000
_SHORTEST_ICD_FAMILY = 3


class Recognition(msgspec.Struct, frozen=True, gc=False):
    """A finding that an entry means, and the code that says so.

    `disputed`: code and printed name mean different medicines; then neither is believed, both are shown.
    """

    finding: str
    system: str
    code: str
    display: str
    disputed: bool = False


class TerminologyIndex:
    """Code sets, arranged so that an entry is recognised by a few look-ups. Equal entries are remembered."""

    def __init__(self, code_sets: Iterable[CodeSet]) -> None:
        sets = {one.id: one for one in code_sets}
        self._sets = sets
        self._codes: dict[tuple[System, str], list[tuple[str, CodeEntry]]] = {}
        for code_set in sets.values():
            for system, entries in code_set.codes.items():
                for entry in entries:
                    self._codes.setdefault((system, _plain(system, entry.code)), []).append(
                        (code_set.id, entry)
                    )
        self._words = phrases((word, one.id) for one in sets.values() for word in one.words)
        self._unless = phrases((word, one.id) for one in sets.values() for word in one.unless_words)
        self._kinds = {one.id: frozenset(one.found_in) for one in sets.values()}
        self._names = {
            one.id: {w for word in one.words for w in words_of(word)} for one in sets.values()
        }
        self._known: dict[Concept, bool] = {}
        self._memory: dict[tuple[ResourceKind, Concept], tuple[Recognition, ...]] = {}

    def knows(self, concept: Concept) -> bool:
        """Whether a code of the concept is in any set, itself or below another."""
        known = self._known.get(concept)
        if known is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            known = self._known[concept] = any(self._hits(one) for one in concept.coding or ())
        return known

    def recognise(self, kind: ResourceKind, concept: Concept) -> tuple[Recognition, ...]:
        """The findings a concept means in an entry of that kind; one recognition a finding."""
        key = (kind, concept)
        known = self._memory.get(key)
        if known is None:
            if len(self._memory) >= _REMEMBERED:
                self._memory.clear()
            known = self._memory[key] = self._recognised(kind, concept)
        return known

    def _recognised(self, kind: ResourceKind, concept: Concept) -> tuple[Recognition, ...]:
        found: dict[str, Recognition] = {}
        any_known = False
        for coding in concept.coding or ():
            recognitions, is_known = self._by_coding(kind, coding, concept.text)
            any_known = any_known or is_known
            for one in recognitions:
                if one.finding not in found or (found[one.finding].disputed and not one.disputed):
                    found[one.finding] = one
        if concept.text and not any_known:
            for one in self._by_words(kind, concept.text, Coding(display=concept.text)):
                found.setdefault(one.finding, one)
        return tuple(found.values())

    def _by_coding(
        self, kind: ResourceKind, coding: Coding, text: str | None
    ) -> tuple[list[Recognition], bool]:
        display = coding.display or text or ""
        hits = self._hits(coding)
        if not hits:
            return (self._by_words(kind, display, coding) if display else []), False
        disputed = kind is ResourceKind.MEDICATION and all(
            self._differs(display, *hit) for hit in hits
        )
        shown = (
            f"{display} (the code means: {hits[0][1].display})"
            if disputed
            else display or hits[0][1].display
        )
        recognitions = [
            Recognition(
                self._sets[set_id].finding, coding.system or "", coding.code or "", shown, disputed
            )
            for set_id, _ in hits
            if kind in self._kinds[set_id]
        ]
        if disputed:
            named = self._by_words(kind, display, coding)
            recognitions += [
                msgspec.structs.replace(one, display=shown, disputed=True) for one in named
            ]
        return recognitions, True

    def _hits(self, coding: Coding) -> list[tuple[str, CodeEntry]]:
        """The sets that hold a code, itself or as one of the codes below another."""
        system = system_of(coding.system) if coding.system else None
        if system is None or not coding.code:
            return []
        code = _plain(system, coding.code)
        hits = list(self._codes.get((system, code), ()))
        if system is System.ICD_10_CM:
            for length in range(len(code) - 1, _SHORTEST_ICD_FAMILY - 1, -1):
                above = self._codes.get((system, code[:length]), ())
                hits += [hit for hit in above if hit[1].and_below]
        return hits

    def _by_words(self, kind: ResourceKind, text: str, coding: Coding) -> list[Recognition]:
        words = words_of(text)
        meant = self._words.found_in(words)
        if not meant:
            return []
        meant -= self._unless.found_in(words)
        findings = {self._sets[set_id].finding for set_id in meant if kind in self._kinds[set_id]}
        return [
            Recognition(one, coding.system or "", coding.code or "", text)
            for one in sorted(findings)
        ]

    def _differs(self, display: str, set_id: str, entry: CodeEntry) -> bool:
        """Whether the name printed beside a code shares no telling word with what the code stands for."""
        printed = {word for word in words_of(display) if len(word) >= 5} - _FORMS
        return bool(printed) and printed.isdisjoint(
            {*words_of(entry.display), *self._names[set_id]}
        )


# Words that tell how a medicine is given, not what it is.
_FORMS = frozenset(
    "tablet tablets capsule capsules solution suspension injection injectable syringe prefilled release "
    "extended delayed sodium hydrochloride hours daily infusion intravenous cartridge unit units".split()
)


def _plain(system: System, code: str) -> str:
    """A code as it is compared: ICD-10-CM without its dot, in capital letters."""
    return code.replace(".", "").strip().upper() if system is System.ICD_10_CM else code.strip()


@lru_cache(maxsize=4)
def terminology_of(library: Library) -> TerminologyIndex:
    """The index of the code sets of a library, made once a library."""
    return TerminologyIndex(library.all(CodeSet))
