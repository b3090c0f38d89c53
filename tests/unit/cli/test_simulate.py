"""`filiform simulate`: scenarios and courses of one's own in; tables, JSON, CSV and drawings out."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from filiform.cli import app

COURSE = """
label: My session
course:
  severity: 0.8
  needlings:
    - {at_hours: 0, insertions: 12, twitches: 5}
  parameters: {compression: 0.4}
  hours: 24
"""


def run(*arguments: str, given: str | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["simulate", *arguments], input=given)
    return result.exit_code, result.stdout, result.stderr


def test_a_scenario_is_shown_as_a_table_that_says_what_it_is_not() -> None:
    code, out, _ = run("--scenario", "sham")
    assert code == 0
    assert "Sham needling" in out
    assert "Signal to the brain" in out
    assert "no argument for treatment" in " ".join(out.split())


def test_an_ensemble_as_json_has_a_band_for_every_quantity() -> None:
    code, out, _ = run("--ensemble", "4", "--hours", "2", "--json")
    assert code == 0
    document = json.loads(out)
    soreness = document["quantities"]["soreness"]
    assert document["members"] == 4
    assert len(document["hours"]) == len(soreness["usual"]) == len(soreness["low"])
    assert document["hours"][-1] == 2


def test_a_course_of_ones_own_is_read_from_standard_input_and_written_as_csv() -> None:
    code, out, _ = run("--file", "-", "--csv", given=COURSE)
    assert code == 0
    rows = list(csv.DictReader(io.StringIO(out)))
    assert {row["quantity"] for row in rows} >= {"flow", "soreness", "tenderness"}
    assert max(float(row["hours"]) for row in rows) == 24


def test_a_drawing_is_a_whole_svg(tmp_path: Path) -> None:
    path = tmp_path / "needle.svg"
    code, _, _ = run("--plot", str(path), "--hours", "4")
    assert code == 0
    assert ElementTree.parse(path).getroot().tag == "{http://www.w3.org/2000/svg}svg"


def test_a_mechanism_that_is_switched_off_stays_still() -> None:
    _, out, _ = run("--off", "trauma", "--json", "--hours", "1")
    assert max(json.loads(out)["quantities"]["soreness"]["usual"]) == 0


def test_the_scenarios_are_listed() -> None:
    code, out, _ = run("--list")
    assert code == 0
    assert "five-sessions" in out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--hours", "0"], "0.25 to 2160 hours, not 0"),
        (["--hours", "-5"], "not -5"),
        (["--hours", "nan"], "not nan"),
        (["--ensemble", "0"], "1 to 100000 members, not 0"),
        (["--scenario", "nedle"], "did you mean needle"),
        (["--off", "oxygen"], "cannot be switched off"),
        (["--json", "--csv"], "take one"),
        (["--scenario", "needle", "--file", "x.yaml"], "take one"),
        (["--solver", "magic"], "there is no solver 'magic'"),
        (["--plot", "x.png"], "ends in .svg"),
        (["--file", "/no/such/file"], "cannot be read"),
    ],
)
def test_what_cannot_be_done_is_said_with_what_is_allowed(arguments: list[str], said: str) -> None:
    code, _, err = run(*arguments)
    assert code == 2
    assert said in err


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("severity: 0.8", "severity: 3"), "`severity` is 3; allowed are 0 to 1"),
        (("severity: 0.8", "severity: .nan"), "`severity` is nan"),
        (("severity: 0.8", "severity: bad"), "Expected `float`"),
        (("insertions: 12", "insertions: -1"), "`insertions` is -1"),
        (("hours: 24", "hours: 0"), "`hours` is 0"),
        (("at_hours: 0", "at_hours: 30"), "hour 30; allowed are 0 to 24"),
        (("compression: 0.4", "compression: -0.4"), "`compression` is -0.4"),
        (("compression: 0.4", "compresion: 0.4"), "did you mean compression"),
        (("severity: 0.8", "severety: 0.8"), "unknown key `severety`; allowed here"),
        (("severity: 0.8", "severity: 0.8\n  severity: 0.9"), "stands twice"),
        (("label:", "[label:"), "not YAML"),
    ],
)
def test_a_course_that_cannot_be_used_is_refused_by_name(
    change: tuple[str, str], said: str
) -> None:
    code, out, err = run("--file", "-", given=COURSE.replace(*change))
    assert code == 2
    assert said in err
    assert not out


def test_screening_does_not_wait_for_numpy() -> None:
    source = "import sys; import filiform.cli; print('numpy' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", source], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
