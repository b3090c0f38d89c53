"""Writes the generated pages of docs/ from the library, the cases and the command line, and code from the equations.

`python docs/build.py` writes; `python docs/build.py --check` fails when a page has drifted.
"""

import sys
from pathlib import Path

DOCS = Path(__file__).parent
sys.path[:0] = [str(DOCS), str(DOCS.parent)]

from generate import (  # noqa: E402  # found beside this file
    cases,
    clinical,
    commands,
    equations,
    evaluation,
    library,
    mechanism,
)

from filiform.knowledge.library import load_library  # noqa: E402  # after the path is set


def pages() -> dict[str, str]:
    """Every generated page by its path under docs/."""
    known = load_library()
    return {
        "reference/commands.md": commands.page(),
        "reference/knowledge.md": library.page(known),
        "reference/knowledge.schema.json": library.schema_page(),
        "../src/filiform/knowledge/cases.json": cases.page(),
        "reference/ranking-evaluation.md": evaluation.page(known),
        **clinical.pages(known),
        **{
            f"../src/filiform/mechanism/{name}": text
            for name, text in equations.modules(known).items()
        },
        "explanation/mechanism.json": mechanism.results(),
        "explanation/mechanism.md": mechanism.page(known),
    }


def drifted(wanted: dict[str, str]) -> list[str]:
    """Paths of pages that are missing, differ from what would be written, or are no longer made."""
    differing = [path for path, text in wanted.items() if _written(path) != text]
    made = {path for path in wanted if path.startswith("clinical/stages/")}
    kept = {f"clinical/stages/{page.name}" for page in (DOCS / "clinical/stages").glob("*.md")}
    return sorted({*differing, *(kept - made)})


def _written(path: str) -> str | None:
    page = DOCS / path
    return page.read_text(encoding="utf-8") if page.exists() else None


def main() -> int:
    wanted = pages()
    if "--check" in sys.argv:
        stale = drifted(wanted)
        for path in stale:
            print(f"docs/{path} has drifted: run `make docs`")
        return 1 if stale else 0
    for path, text in wanted.items():
        (DOCS / path).parent.mkdir(parents=True, exist_ok=True)
        (DOCS / path).write_text(text, encoding="utf-8")
    for path in drifted(wanted):
        (DOCS / path).unlink()
    print(f"wrote {len(wanted)} pages")
    return 0


if __name__ == "__main__":
    sys.exit(main())
