"""What every test stands on: no network, the shared records if they are here, and a real browser."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests.environment import chromium
from tests.environment.network import Reach, only

ROOT = Path(__file__).parents[1]
REACH = {"clinic": Reach.THIS_MACHINE, "journeys": Reach.THIS_MACHINE}

# A law that fails in CI fails the same way again; at home each run looks somewhere new.
settings.register_profile("filiform", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("filiform")


@pytest.fixture(autouse=True)
def network(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing leaves this machine; and the science, which needs nobody, opens no connection at all."""
    folder = request.path.relative_to(ROOT / "tests").parts[0]
    only(REACH.get(folder, Reach.NOBODY), monkeypatch)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared records: `../shared`, or FILIFORM_SHARED. Its tests are skipped without it."""
    folder = Path(os.environ.get("FILIFORM_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(
            f"no shared records: {folder.name}/data is missing (FILIFORM_SHARED names another)"
        )
    return folder


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The Chromium that `make test` found, for pytest-playwright."""
    executable = chromium.locate()
    if executable is None:
        pytest.fail(
            "no Chromium: run the journeys by `make test ONLY=journeys`, which installs one"
        )
    arguments = {"executable_path": str(executable), "args": chromium.LAUNCH_ARGUMENTS}
    return {**browser_type_launch_args, **arguments}
