"""The files of a library: which there are, what names their content, and the concept in each."""

import hashlib
from pathlib import Path
from typing import NamedTuple

from filiform.kernel.identifier import is_identifier
from filiform.knowledge.model import KINDS
from filiform.knowledge.model.concept import Concept
from filiform.knowledge.reader import KnowledgeError, read_concept


class LibraryFiles(NamedTuple):
    """Every file with its content, in order of its path below the folder; equal content, equal version."""

    contents: tuple[tuple[str, bytes], ...]
    version: str


def library_files(root: Path) -> LibraryFiles:
    """Read every file of the library below a folder, once."""
    paths = sorted(root.rglob("*.y*ml"))
    contents = tuple((path.relative_to(root).as_posix(), path.read_bytes()) for path in paths)
    digest = hashlib.sha256()
    for shown_as, content in contents:
        digest.update(_identifier(shown_as).encode() + b"\0" + content + b"\0")
    return LibraryFiles(contents, digest.hexdigest()[:12])


def read_all(files: LibraryFiles) -> tuple[dict[str, Concept], list[KnowledgeError]]:
    """The concepts by identifier, and every fault of a file."""
    concepts: dict[str, Concept] = {}
    faults: list[KnowledgeError] = []
    for shown_as, content in files.contents:
        identifier = _identifier(shown_as)
        try:
            if identifier in concepts:
                problem = f"another file has the identifier `{identifier}` already"
                raise KnowledgeError(shown_as, 1, problem)
            kind = _kind_of(identifier, shown_as)
            concepts[identifier] = read_concept(content, identifier, kind, shown_as)
        except KnowledgeError as fault:
            faults.append(fault)
    return concepts, faults


def _identifier(shown_as: str) -> str:
    return shown_as.rsplit(".", 1)[0]


def _kind_of(identifier: str, shown_as: str) -> type[Concept]:
    if not is_identifier(identifier):
        raise KnowledgeError(shown_as, 1, "file names are lower-case words joined by hyphens")
    folder = identifier.rsplit("/", 1)[0]
    if folder not in KINDS:
        allowed = ", ".join(sorted(KINDS))
        raise KnowledgeError(
            shown_as, 1, f"no kind of concept lives in `{folder}`; folders: {allowed}"
        )
    return KINDS[folder]
