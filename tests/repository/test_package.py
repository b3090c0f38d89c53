"""What a researcher installs: all of the data, and a science that starts no web framework."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from tests.repository.tree import ROOT, files

PROGRAMS = Path(sys.executable).parent


def test_the_wheel_holds_every_file_of_the_source(tmp_path: Path) -> None:
    command = [
        str(PROGRAMS / "hatchling"),
        "build",
        "--target",
        "wheel",
        "--directory",
        str(tmp_path),
    ]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    packed = set(zipfile.ZipFile(wheel).namelist())
    absent = [path for path in files("src") if path.removeprefix("src/") not in packed]
    assert not absent, "\n".join(absent)


def test_the_science_and_the_command_line_start_without_django() -> None:
    modules = [
        path.removeprefix("src/").removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for path in files("src")
        if path.endswith(".py")
        and not path.startswith("src/filiform/clinic/")
        and not path.endswith("/__main__.py")
    ]
    source = (
        f"import sys\nfor name in {modules!r}: __import__(name)\nprint('django' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True)
    assert done.stdout.strip() == "False", done.stderr or "something in the science imports Django"
