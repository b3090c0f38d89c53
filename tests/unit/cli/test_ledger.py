"""`filiform ledger`: NDJSON in, where every needle is and whether that may be signed out."""

import json
import time
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from typer.testing import CliRunner

from filiform.cli import app

SAMPLES = Path(__file__).parents[2] / "samples" / "ledger"
AT = "2026-11-26T10:00:0{}Z"
PLACE = {"muscle": "anatomy/muscles/infraspinatus", "side": "right"}
IN_ORDER: list[dict[str, Any]] = [
    {"id": "a", "at": AT.format(0), "type": "opened", "needle": "one"},
    {"id": "b", "at": AT.format(1), "type": "inserted", "needle": "one", **PLACE},
    {"id": "c", "at": AT.format(2), "type": "removed", "needle": "one"},
    {"id": "d", "at": AT.format(3), "type": "discarded", "needle": "one"},
]


def run(*arguments: str, given: str | None = None) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, ["ledger", *arguments], input=given)
    return result.exit_code, result.stdout, result.stderr


def lines(*events: dict[str, Any] | str) -> str:
    return "\n".join(one if isinstance(one, str) else json.dumps(one) for one in events)


def counted(*events: dict[str, Any] | str) -> tuple[int, dict[str, Any], str]:
    code, out, error = run("-", "--json", given=lines(*events))
    return code, json.loads(out), error


def test_a_session_in_order_may_be_signed() -> None:
    code, answer, _ = counted(*IN_ORDER)
    assert code == 0
    assert answer["may_be_signed"] is True
    assert answer["unaccounted"] == answer["because"] == answer["problems"] == []
    assert answer["counts"] == {
        "sterile": 0,
        "in_body": 0,
        "out": 0,
        "discarded": 1,
        "lost": 0,
        "broken_off": 0,
        "retained": 0,
        "unknown": 0,
    }


def test_a_needle_in_the_body_is_named_with_its_last_known_place_and_time() -> None:
    code, answer, _ = counted(*IN_ORDER[:2])
    assert code == 0
    assert answer["may_be_signed"] is False
    (needle,) = answer["unaccounted"]
    assert needle == {
        "needle": "one",
        "state": "in_body",
        **PLACE,
        "since": "2026-11-26T10:00:01Z",
        "is_fragment": False,
    }
    (reason,) = answer["because"]
    assert reason["rule"] == "needling/rules/needle-count"
    assert reason["needles"] == ["one"]
    assert reason["sources"]
    assert reason["review"]


def test_what_is_repeated_or_out_of_order_changes_nothing() -> None:
    _, answer, _ = counted(*reversed(IN_ORDER), *IN_ORDER)
    assert answer["may_be_signed"] is True
    assert answer["events"] == {"read": 8, "repeated": 4, "unreadable": 0}


@pytest.mark.parametrize(
    ("line", "field", "given", "allowed"),
    [
        ("not json", "", "not json", "one JSON object"),
        ("[1]", "", "[1]", "one JSON object"),
        ({"id": "x"}, "type", "nothing", "opened, inserted"),
        ({**IN_ORDER[0], "type": "openned"}, "type", '"openned"', "did you mean opened"),
        ({**IN_ORDER[0], "at": "10:00"}, "at", '"10:00"', "with offset"),
        ({**IN_ORDER[0], "at": "2026-11-26T10:00:00"}, "at", "10:00:00", "with offset"),
        ({**IN_ORDER[1], "side": "lft"}, "side", '"lft"', "did you mean left"),
        ({**IN_ORDER[1], "depth": 3}, "depth", "3", "depth_band"),
        ({"id": "x", "at": AT.format(0), "type": "removed"}, "needle", "nothing", "needle"),
        (
            {"id": "x", "at": AT.format(0), "type": "discomfort", "score": 11, **PLACE},
            "score",
            "11",
            "0 to 10",
        ),
        (
            {
                "id": "x",
                "at": AT.format(0),
                "type": "recovered",
                "needle": "one",
                "by": "Ada",
                "witnessed_by": " ada ",
            },
            "witnessed_by",
            "ada",
            "somebody other",
        ),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_counted_but_nothing_is_signed(
    line: dict[str, Any] | str, field: str, given: str, allowed: str
) -> None:
    code, answer, error = counted(IN_ORDER[0], line, *IN_ORDER[1:])
    assert code == 2
    (problem,) = answer["problems"]
    assert problem["line"] == 2
    assert problem["field"] == field
    assert given in problem["given"]
    assert allowed in problem["allowed"]
    assert "line 2" in error
    assert answer["counts"]["discarded"] == 1
    assert answer["may_be_signed"] is False
    assert [one["rule"] for one in answer["because"]] == ["needling/rules/record-is-whole"]


def test_bytes_that_are_no_text_and_lines_without_end_are_named_too() -> None:
    result = CliRunner().invoke(app, ["ledger", "-"], input=b"\xff\xfe{}\n" + b"x" * 100_000)
    assert result.exit_code == 2
    assert "line 1" in result.stderr
    assert "100,000 bytes" in result.stderr


@pytest.mark.parametrize(
    ("sample", "signed", "said"),
    [
        ("session-in-order", True, "4 discarded"),
        ("needle-missing", False, "1 lost"),
        ("emergency-stop", False, "count suspended"),
    ],
)
def test_the_samples_say_what_they_are_named_for(sample: str, signed: bool, said: str) -> None:
    code, out, _ = run(str(SAMPLES / f"{sample}.ndjson"))
    assert code == 0
    assert ("May be signed" in out) is signed
    assert said in out


def test_an_empty_file_has_nothing_to_sign() -> None:
    code, answer, _ = counted()
    assert code == 0
    assert answer["may_be_signed"] is False
    assert [one["rule"] for one in answer["because"]] == ["needling/rules/something-was-done"]


def test_the_schema_is_json_schema_and_takes_every_sample() -> None:
    code, out, _ = run("--schema")
    assert code == 0
    validator = Draft202012Validator(json.loads(out))
    for sample in SAMPLES.glob("*.ndjson"):
        for line in sample.read_text().splitlines():
            validator.validate(json.loads(line))
    assert not validator.is_valid({**IN_ORDER[0], "type": "openned"})
    assert not validator.is_valid({"id": "x", "at": AT.format(0), "type": "inserted"})


def test_without_a_file_or_with_one_that_is_not_there_the_command_says_what_to_do() -> None:
    assert "name a file of events" in run()[2]
    code, _, error = run("nowhere.ndjson")
    assert code == 2
    assert "cannot be read" in error


def test_ten_thousand_events_are_counted_at_once() -> None:
    events = [
        {**one, "id": f"{one['id']}{number}", "needle": f"n{number}"}
        for number in range(2_500)
        for one in IN_ORDER
    ]
    began = time.perf_counter()
    _, answer, _ = counted(*events)
    assert answer["counts"]["discarded"] == 2_500
    assert (
        time.perf_counter() - began < 30
    )  # a hanging fold; the speed itself is measured elsewhere
