"""The page that a device shows when a session cannot be reached, and its files: static, the same for everybody.

A browser keeps them whole (static/needling/without_connection/worker.js). Their version is a hash of their content, and
stands in their addresses: what changed has another address, and nothing old is mixed with anything new.
"""

import posixpath
import re
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from filiform.clinic.needling.presenters.count import count_line, count_terms
from filiform.clinical.ledger import needle_count

ADDRESS = "/without-connection/"
WORKER = "needling/without_connection/worker.js"
SCRIPT = "needling/without_connection/shell.js"
ICON = "ui/icons/filiform.svg"
STYLES = (
    "ui/css/tokens.css",
    "ui/css/type.css",
    "ui/css/layout.css",
    "ui/css/buttons.css",
    "needling/session.css",
    "needling/table.css",
    "needling/without_connection.css",
)
KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
}
_NAMED = re.compile(r"""(?:\bfrom\s+|\bimport\s+|\burl\()["'](\.{1,2}/[^"']+)["']""")


@dataclass(frozen=True, slots=True)
class Shell:
    """The page and its files by their static names, with the hash of all of them."""

    version: str
    page: str
    files: dict[str, bytes]

    @property
    def at(self) -> str:
        """The address below which the page and its files are served."""
        return f"{ADDRESS}{self.version}/"


@cache
def shell() -> Shell:
    """The page and everything that it needs, read once."""
    found = files_needed((SCRIPT, ICON, *STYLES))
    parts = [_page("").encode(), *(name.encode() + found[name] for name in sorted(found))]
    version = sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()[:16]
    return Shell(version=version, page=_page(f"{ADDRESS}{version}/"), files=found)


def files_needed(names: tuple[str, ...]) -> dict[str, bytes]:
    """These static files, and every file that they import or show, by name.

    Raises:
        LookupError: one of them does not exist.
    """
    found: dict[str, bytes] = {}
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found[name] = content = static_file(name)
        if not name.endswith((".css", ".js")):
            continue
        near = _NAMED.findall(content.decode())
        waiting += [
            posixpath.normpath(posixpath.join(posixpath.dirname(name), one)) for one in near
        ]
    return found


def static_file(name: str) -> bytes:
    """What stands in a static file of the package."""
    path = finders.find(name)
    if path is None:
        raise LookupError(f"The page without a connection needs {name}, which is no static file.")
    return Path(path).read_bytes()


def _page(at: str) -> str:
    nothing = count_line(needle_count(()))
    context = {
        "at": at,
        "icon": ICON,
        "styles": STYLES,
        "script": SCRIPT,
        "terms": count_terms(nothing),
    }
    return render_to_string("needling/without_connection.html", context)
