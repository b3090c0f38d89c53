"""The page that counts what the knowledge library holds, by kind and by review status."""

import json
from collections import Counter

from filiform.kernel.decision import ReviewStatus
from filiform.knowledge.exchange import schema
from filiform.knowledge.library import Library
from filiform.knowledge.model.concept import Cited, Source


def page(library: Library) -> str:
    """A table of folders with counts, and one of sources by how much of them was read."""
    return "\n".join(
        [
            "# What the knowledge library holds",
            "",
            "<!-- written by `make docs` -->",
            "",
            f"Version `{library.version}`: {len(library)} concepts. A review status is shown wherever a statement is shown.",
            "",
            *_by_folder(library),
            "",
            "## Sources, by how much of them was read",
            "",
            *_by_reading(library),
            "",
        ]
    )


def schema_page() -> str:
    """The JSON Schema of what `filiform knowledge export` writes."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


def _by_folder(library: Library) -> list[str]:
    statuses = list(ReviewStatus)
    counts: dict[str, Counter[str]] = {}
    for concept in library:
        folder = concept.id.rsplit("/", 1)[0]
        status = concept.review.status.value if isinstance(concept, Cited) else "no statement"
        counts.setdefault(folder, Counter())[status] += 1
    head = ["folder", "concepts", *(status.value.replace("_", " ") for status in statuses)]
    rows = [
        [f"`{folder}`", str(count.total()), *(str(count[status.value]) for status in statuses)]
        for folder, count in sorted(counts.items())
    ]
    return table(head, rows)


def _by_reading(library: Library) -> list[str]:
    counts = Counter(source.read.value.replace("_", " ") for source in library.all(Source))
    return table(
        ["read", "sources"], [[read, str(count)] for read, count in sorted(counts.items())]
    )


def table(head: list[str], rows: list[list[str]]) -> list[str]:
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines]
