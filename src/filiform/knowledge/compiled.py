"""The shipped library as it was last read, kept where Python keeps compiled modules, so that it loads at once.

Reading some thousand YAML files strictly takes a second. What came of it is written down under the
version of the files and of the code that read them; when either changes, the files are read anew.
Nothing is lost when it cannot be written, and nothing is believed that was damaged.
"""

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterable
from importlib import resources
from pathlib import Path
from types import GenericAlias

import msgspec

from filiform.knowledge.model import KINDS
from filiform.knowledge.model.concept import Concept

_DIGEST = hashlib.sha256


def read(version: str) -> dict[str, Concept] | None:
    """What was written for that version by the code as it now is; None when there is nothing whole."""
    try:
        written = _path(version).read_bytes()
    except OSError:
        return None
    digest, payload = written[: _DIGEST().digest_size], written[_DIGEST().digest_size :]
    if _DIGEST(payload).digest() != digest:
        return None
    concepts: dict[str, Concept] = {}
    for folder, raw in msgspec.msgpack.decode(payload, type=dict[str, msgspec.Raw]).items():
        kind = GenericAlias(dict, (str, KINDS[folder]))
        concepts.update(msgspec.msgpack.decode(raw, type=kind))
    return concepts


def write(version: str, concepts: Iterable[Concept]) -> None:
    """Keep the concepts for the next process; a folder that cannot be written to is left alone."""
    by_folder: dict[str, dict[str, Concept]] = {}
    for concept in concepts:
        by_folder.setdefault(concept.id.rsplit("/", 1)[0], {})[concept.id] = concept
    payload = msgspec.msgpack.encode(by_folder)
    with contextlib.suppress(OSError):
        _replace(_path(version), _DIGEST(payload).digest() + payload)


def _replace(path: Path, content: bytes) -> None:
    """Two processes may write at once: each writes a file of its own, and the last takes the name."""
    path.parent.mkdir(exist_ok=True)
    for older in path.parent.glob("library.*.msgpack"):
        older.unlink(missing_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix="library.", suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    os.replace(name, path)


def _path(version: str) -> Path:
    here = Path(str(resources.files("filiform.knowledge")))
    return here / "__pycache__" / f"library.{version}-{_code()}.msgpack"


def _code() -> str:
    """Names the code that reads and checks: what it would refuse today must not be read from yesterday."""
    here = Path(str(resources.files("filiform.knowledge")))
    digest = _DIGEST(msgspec.__version__.encode())
    for path in sorted(here.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
