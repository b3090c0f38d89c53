"""`filiform rank`: what it prints, what it refuses, and what it never ranks away."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from filiform.cli import app
from filiform.knowledge.library import load_library
from filiform.knowledge.model.anatomy import Muscle, Region

SHOULDER = {"region": "shoulder-anterior", "side": "right", "intensity": 6}


def run(findings: Any, *options: str) -> tuple[int, str, str]:
    text = findings if isinstance(findings, str) else json.dumps(findings)
    result = CliRunner().invoke(app, ["rank", "-", *options], input=text)
    return result.exit_code, result.stdout, result.stderr


def ranked(findings: Any, *options: str) -> dict[str, Any]:
    code, out, error = run(findings, "--json", *options)
    assert code == 0, error
    answer: dict[str, Any] = json.loads(out)
    return answer


def test_muscles_come_with_probabilities_reasons_and_the_version_of_the_library() -> None:
    answer = ranked({"pain": [SHOULDER]}, "--top", "3")
    assert len(answer["muscles"]) == 3
    assert answer["library_version"] == load_library().version
    first = answer["muscles"][0]
    assert first["side"] == "right"
    assert 0 < first["probability"] < 1
    (because,) = [one for one in first["because"] if one["present"]]
    assert because["about"] == "anatomy/regions/shoulder-anterior"
    assert because["likelihood_ratio"] > 1
    assert answer["examine_next"][0]["expected_information_bits"] > 0


def test_a_page_for_people_names_muscle_probability_and_the_next_examination() -> None:
    code, out, _ = run({"pain": [SHOULDER]})
    assert code == 0
    assert "%" in out
    assert "Examine next" in out
    assert "no diagnosis" in out


def test_an_empty_examination_is_ranked_by_how_often_and_says_so() -> None:
    answer = ranked({})
    said = [one["statement"] for one in answer["warnings"]]
    assert "assessment/cautions/nothing-known" in said


@pytest.mark.parametrize(
    ("findings", "problem"),
    [
        ("{", "not JSON"),
        ({"pain": [{"region": "sholder-anterior", "side": "left"}]}, "shoulder-anterior"),
        ({"pain": [{"region": "shoulder-anterior"}]}, "pain[0].side"),
        ({"pain": [{**SHOULDER, "intensity": 11}]}, "from 0 to 10"),
        ({"movements": [{"movement": "grip", "side": "left", "finding": "limited"}]}, "grip"),
        ({"palpation": [{"muscle": "infraspinatos", "side": "left"}]}, "infraspinatus"),
        ({"pane": []}, "pain"),
    ],
)
def test_what_cannot_be_used_is_refused_with_its_place_and_what_is_meant(
    findings: Any, problem: str
) -> None:
    code, out, error = run(findings)
    assert code == 2
    assert not out
    assert problem in error


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["rank", str(tmp_path / "none.json")])
    assert result.exit_code == 2
    assert "cannot be read" in result.stderr


RED_FLAGS = [
    *("chest-pain-on-exertion", "hot-swollen-calf", "saddle-numbness-or-bladder-change"),
    *("night-pain", "unexplained-weight-loss", "thunderclap-headache", "progressive-weakness"),
]


@pytest.mark.parametrize("flag", RED_FLAGS)
def test_a_red_flag_stops_the_ranking_and_refers(flag: str) -> None:
    answer = ranked({"pain": [SHOULDER], "red_flags": [flag]})
    assert answer["muscles"] == []
    assert answer["examine_next"] == []
    (referring,) = [one for one in answer["warnings"] if one.get("refer")]
    assert referring["statement"] == f"screening/red_flags/{flag}"
    assert referring["action"]
    assert run({"pain": [SHOULDER], "red_flags": [flag]})[1].startswith("Refer: ")


def test_numbness_of_the_saddle_stops_the_ranking_and_pain_there_does_not() -> None:
    numb = ranked({"pain": [{"region": "perineum", "intensity": 3, "quality": "numb"}]})
    sore = ranked({"pain": [{"region": "perineum", "intensity": 3, "quality": "aching"}]})
    assert numb["muscles"] == []
    assert sore["muscles"]


EVERYWHERE = "shoulder-anterior elbow-lateral wrist-dorsal-radial hip-lateral knee-anterior"


def test_pain_in_four_quarters_stops_the_ranking_and_refers() -> None:
    pain = [
        {"region": region, "side": side, "intensity": 5}
        for region in EVERYWHERE.split()
        for side in ("left", "right")
    ]
    answer = ranked({"pain": pain})
    assert answer["muscles"] == []
    assert answer["warnings"][0]["statement"] == "assessment/prompts/widespread-pain"
    upper = [one for one in pain if one["region"] not in ("hip-lateral", "knee-anterior")]
    assert ranked({"pain": upper})["muscles"]


@pytest.mark.parametrize(
    ("region", "prompt"),
    [
        ("chest-anterior", "chest"),
        ("calf-medial", "calf"),
        ("forehead", "head"),
        ("mid-back", "back"),
    ],
)
def test_a_place_that_may_hide_something_is_asked_about_and_ranked(
    region: str, prompt: str
) -> None:
    sides = load_library().get(f"anatomy/regions/{region}", Region).laterality.sides
    answer = ranked({"pain": [{"region": region, "side": sides[0].value, "intensity": 5}]})
    (asked,) = [one for one in answer["warnings"] if one.get("question")]
    assert asked["statement"] == f"assessment/prompts/{prompt}"
    assert answer["muscles"]


def test_the_vocabulary_lists_everything_that_is_accepted() -> None:
    result = CliRunner().invoke(app, ["rank", "--vocabulary", "--json"])
    words = json.loads(result.stdout)
    assert len(words["muscles"]) == len(load_library().all(Muscle))
    pain = [
        {"region": one["id"], "side": one["sides"][0], "intensity": 1} for one in words["regions"]
    ]
    assert run({"pain": pain})[0] == 0
    for name in ("movements", "contractions"):
        tested = [
            {"movement": one["id"], "side": one["sides"][0], "finding": "normal"}
            for one in words[name]
        ]
        assert run({name: tested})[0] == 0


def test_pain_everywhere_gives_numbers_and_no_nonsense() -> None:
    """122 regions at once: on one side only, so that it is not widespread pain and something is ranked."""
    regions = json.loads(CliRunner().invoke(app, ["rank", "--vocabulary", "--json"]).stdout)[
        "regions"
    ]
    pain = [
        {"region": one["id"], "side": "left", "intensity": 10}
        for one in regions
        if "left" in one["sides"]
    ]
    answer = ranked({"pain": pain})
    assert len(pain) > 90
    assert all(0 < one["probability"] <= 1 for one in answer["muscles"])
    assert "assessment/cautions/approximated" in [one["statement"] for one in answer["warnings"]]
