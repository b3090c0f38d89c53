"""The files that travel to a browser: vendored ones unchanged and licensed, all of them small, none of them inline."""

import gzip
import hashlib
import re
from importlib.resources import files
from pathlib import Path

import django_htmx

from filiform.clinic import ui

ROOT = Path(ui.__file__).parent
STATIC = ROOT / "static/ui"
VENDOR = STATIC / "vendor"
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
BUDGET = 40 * 1024


def manifest() -> dict[str, str]:
    lines = (VENDOR / "MANIFEST.sha256").read_text().splitlines()
    return {name: checksum for checksum, name in (line.split("  ", 1) for line in lines)}


def squeezed(*paths: Path) -> int:
    return sum(len(gzip.compress(path.read_bytes(), 9)) for path in paths)


def test_every_vendored_file_is_the_one_that_was_published() -> None:
    found = {
        str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "MANIFEST.sha256"
    }
    assert found == manifest()


def test_every_vendored_folder_carries_its_licence() -> None:
    for folder in (path for path in VENDOR.iterdir() if path.is_dir()):
        assert "SIL Open Font License" in (folder / "LICENSE.txt").read_text(), folder.name


def test_the_styles_stay_under_their_budget() -> None:
    assert squeezed(*STATIC.glob("css/*.css")) <= BUDGET


def test_the_scripts_stay_under_their_budget_together_with_htmx() -> None:
    htmx = Path(str(files(django_htmx) / "static/django_htmx/htmx-2.min.js"))
    assert squeezed(htmx, *STATIC.glob("js/*.js")) <= BUDGET


def test_no_template_carries_an_inline_style_a_handler_or_a_script() -> None:
    inline = re.compile(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)")
    faulty = [path.name for path in TEMPLATES if inline.search(path.read_text())]
    assert not faulty, f"move these into static/ui: {faulty}"


def test_no_style_and_no_script_calls_another_host() -> None:
    paths = [*STATIC.glob("css/*.css"), *STATIC.glob("js/*.js")]
    faulty = [path.name for path in paths if "://" in path.read_text()]
    assert not faulty


def test_clinical_words_never_go_to_storage_that_outlives_the_tab() -> None:
    for script in STATIC.glob("js/*.js"):
        code = re.sub(r"//.*", "", script.read_text())
        assert "localStorage" not in code, script.name


def test_every_template_says_what_it_is_for() -> None:
    faulty = [path.name for path in TEMPLATES if not path.read_text().startswith("{# ")]
    assert not faulty
