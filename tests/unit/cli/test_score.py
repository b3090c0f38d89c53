"""`filiform score`: JSON in, scores with their direction and the change that matters out."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from filiform.cli import app


def run(*arguments: str, given: str | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["score", *arguments], input=given)
    return result.exit_code, result.stdout, result.stderr


def test_items_in_order_from_standard_input_are_scored_as_json() -> None:
    code, out, _ = run("ODI", "-", "--json", given="[2, 2, 2, 2, 2, 2, 2, 2, 0, null]")
    assert code == 0
    answer = json.loads(out)
    (score,) = answer["scores"]
    assert score["value"] == 35.56
    assert answer["direction"] == "lower_is_better"
    (default,) = [one for one in score["thresholds"] if one["is_default"]]
    assert default["value"] == {"value": 10, "unit": "{score}"}
    assert default["source"]["source"] == "sources/ostelo-2008"


def test_items_by_number_in_a_file_are_scored_for_a_person(tmp_path: Path) -> None:
    path = tmp_path / "items.json"
    path.write_text(json.dumps({str(number): 1 for number in range(5, 10)}))
    code, out, _ = run("start-back", str(path))
    assert code == 0
    assert "Distress: 5 of 0 to 5" in out
    assert "no total score" in out
    assert "at least 9 are needed" in out
    assert "No published change" in out


def test_a_risk_group_is_named() -> None:
    code, out, _ = run("start-back", "-", given="[1, 1, 1, 1, 1, 0, 0, 0, 0]")
    assert code == 0
    assert "Medium risk" in out


def test_too_few_items_are_refused_by_the_rule_of_the_instrument() -> None:
    code, out, error = run("quickdash", "-", "--json", given="[3, 3, 3]")
    assert code == 2
    assert json.loads(out)["scores"] == []
    assert "3 of 11 items were answered; at least 10 are needed" in error
    assert "One item may be left out" in error


@pytest.mark.parametrize(
    ("arguments", "given", "said"),
    [
        (("quikdash", "-"), "[]", "did you mean quickdash"),
        (("quickdash", "-"), "[9]", "item 1 cannot be 9; allowed: 1 to 5"),
        (("quickdash", "-"), '{"a": 1}', "item scores are a JSON list"),
        (("quickdash", "-"), "not json", "item scores are a JSON list"),
        (("koos-jr", "-"), "[1]", "enter its score"),
        (("quickdash", "nowhere.json"), "", "it cannot be read"),
    ],
)
def test_what_cannot_be_scored_is_named_with_what_to_do(
    arguments: tuple[str, ...], given: str, said: str
) -> None:
    code, _, error = run(*arguments, given=given)
    assert code == 2
    assert said in error
