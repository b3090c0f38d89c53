"""Whom the entries of a document are about, counted, so that those of nobody are not lost in silence."""

from collections.abc import Iterator

from filiform.interop.fhir.people import People


class Subjects:
    """How many entries name each subject, and where the first of them stands."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._first: dict[str, str] = {}

    def count(self, subject: str, where: str) -> None:
        """Takes note of one entry."""
        self._counts[subject] = self._counts.get(subject, 0) + 1
        self._first.setdefault(subject, where)

    def of(self, owner: str, people: People) -> int:
        """How many entries belong to one patient."""
        return sum(
            count for subject, count in self._counts.items() if people.owner(subject) == owner
        )

    def problems(self, people: People) -> Iterator[tuple[str, str]]:
        """Where the entries of strangers and of nobody begin, and what became of them."""
        for subject, count in self._counts.items():
            many = f"{count} resources, this one first, name" if count > 1 else "names"
            if people.owner(subject) is None:
                yield self._first[subject], f"{many} no patient of this record; left out"
            elif not subject:
                yield self._first[subject], f"{many} no patient; taken as the only patient's"
