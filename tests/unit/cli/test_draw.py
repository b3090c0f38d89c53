"""`filiform draw`: an SVG of the findings, and a clear word for whatever cannot be drawn."""

import base64
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as Xml

import fhirkit
import pytest
from click.testing import Result
from typer.testing import CliRunner

from filiform.cli import app
from filiform.knowledge.library import load_library
from filiform.knowledge.model.anatomy import Region

SHOULDER = {"pain": [{"region": "shoulder-anterior", "side": "left", "intensity": 6}]}


def draw(findings: Any, *arguments: str) -> Result:
    text = findings if isinstance(findings, str) else json.dumps(findings)
    return CliRunner().invoke(app, ["draw", "-", *arguments], input=text)


def test_findings_become_a_file(tmp_path: Path) -> None:
    source, target = tmp_path / "findings.json", tmp_path / "map.svg"
    source.write_text(json.dumps(SHOULDER))
    result = CliRunner().invoke(app, ["draw", str(source), "-o", str(target)])
    assert result.exit_code == 0
    assert Xml.fromstring(target.read_text()).get("class") == "figure-sheet"
    assert target.read_text() == draw(SHOULDER).stdout == draw(SHOULDER, "--sheet").stdout


def test_one_view_is_drawn_on_request() -> None:
    result = draw(SHOULDER, "--view", "left", "--build", "female", "--ink", "print")
    document = Xml.fromstring(result.stdout)
    assert (document.get("data-view"), document.get("data-build")) == ("left", "female")
    assert "Anterior shoulder, left: 6 of 10." in result.stdout


def test_the_referral_of_a_muscle_is_laid_over() -> None:
    result = draw(SHOULDER, "--muscle", "infraspinatus", "--side", "left")
    assert "figure-primary" in result.stdout
    assert "Pain from Infraspinatus, left, is often felt in" in result.stdout


def test_palpated_muscles_are_numbered_and_told_in_words() -> None:
    palpation = {"muscle": "infraspinatus", "side": "left", "taut_band": True, "recognised": False}
    result = draw({"palpation": [palpation]})
    assert "Infraspinatus, left: taut band, pain not recognised" in result.stdout


def test_every_region_at_once_is_drawn() -> None:
    pain = [
        {"region": one.id, "side": side, "intensity": 4}
        for one in load_library().all(Region)
        for side in one.laterality.sides
    ]
    result = draw({"pain": pain})
    assert result.exit_code == 0
    Xml.fromstring(result.stdout)


@pytest.mark.parametrize("empty", [{}, {"pain": []}, {"movements": []}])
def test_an_empty_drawing_is_the_plain_figure_with_a_note(empty: Any) -> None:
    result = draw(empty)
    assert result.exit_code == 0
    assert "Nothing is painted" in result.stdout
    assert "Nothing is painted" in result.stderr


@pytest.mark.parametrize(
    ("findings", "said"),
    [
        ({"pain": [{"region": "sholder-anterior", "side": "left"}]}, "shoulder-anterior"),
        ({"pain": [{"region": "sternum", "side": "left"}]}, "there is no side `left`"),
        ({"pain": [{"region": "scapula", "side": "left", "intensity": 11}]}, "`11` given"),
        ({"palpation": [{"muscle": "infraspinatos", "side": "left"}]}, "infraspinatus"),
        ("not json", "this is not JSON"),
    ],
)
def test_findings_that_cannot_be_used_are_told_and_end_with_two(findings: Any, said: str) -> None:
    result = draw(findings)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not result.stdout


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--muscle", "infraspinatis", "--side", "left"), "anatomy/muscles/infraspinatus"),
        (("--muscle", "infraspinatus"), "missing"),
        (("--muscle", "infraspinatus", "--side", "midline"), "`midline` given"),
        (("--side", "left"), "name one with --muscle"),
        (("--view", "front", "--sheet"), "leave out"),
        (("--view", "inside"), "inside"),
        (("-o", "/nowhere/at/all.svg"), "cannot be written"),
    ],
)
def test_options_that_make_no_sense_are_told_and_end_with_two(
    arguments: tuple[str, ...], said: str
) -> None:
    result = draw(SHOULDER, *arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_file_that_is_not_there_is_told() -> None:
    result = CliRunner().invoke(app, ["draw", "/nowhere/findings.json"])
    assert result.exit_code == 2
    assert "cannot be read" in result.stderr


def test_the_picture_is_written_as_a_valid_fhir_resource_with_its_words() -> None:
    result = draw(SHOULDER, "--fhir", "--on", "2026-03-02")
    assert fhirkit.validate(result.stdout.encode()) == []
    media = json.loads(result.stdout)
    plain = draw(SHOULDER).stdout
    assert base64.b64decode(media["content"]["data"]).decode() == plain
    assert media["content"]["size"] == len(plain.encode())
    assert media["createdDateTime"] == "2026-03-02"
    assert "6 of 10" in media["note"][0]["text"]
