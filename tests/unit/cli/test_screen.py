"""`filiform screen`: what it prints for people and for programs, and how it fails."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from filiform.cli import app
from filiform.interop.fhir import stream
from tests.unit.interop.a_record import (
    HAEMOPHILIA,
    WARFARIN,
    a_bundle,
    a_condition,
    a_patient,
    a_prescription,
    library,
    ndjson,
    zipped,
)

FIELDS = {
    "patient",
    "on",
    "verdict",
    "complete",
    "reasons",
    "constraints",
    "questions",
    "library_version",
}
REASON = {"statement", "severity", "basis", "evidence", "action", "sources"}
EVIDENCE = {"resource", "system", "code", "display", "date"}


def run(*arguments: str, stdin: bytes | None = None) -> Result:
    """The outcome of `filiform screen` for a fixed day."""
    return CliRunner().invoke(app, ["screen", *arguments, "--on", "2026-11-23"], input=stdin)


def a_file(folder: Path, content: bytes | str, name: str = "record.json") -> str:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def one(result: Result) -> dict[str, Any]:
    assert result.exit_code == 0, result.output
    (line,) = result.stdout.splitlines()
    return dict(json.loads(line))


ON_WARFARIN = a_bundle(
    a_patient(name=[{"family": "Doe", "given": ["Jane"]}]), a_prescription(WARFARIN)
)


def test_json_has_every_promised_field(tmp_path: Path) -> None:
    screened = one(run(a_file(tmp_path, ON_WARFARIN), "--json"))
    assert screened.keys() >= FIELDS
    assert (screened["patient"], screened["on"]) == ("p1", "2026-11-23")
    assert screened["verdict"] == "suitable_with_precautions"
    assert screened["complete"] is False
    assert screened["library_version"] == library().version
    reason = next(
        r for r in screened["reasons"] if r["statement"] == "screening/precautions/anticoagulant"
    )
    assert reason.keys() >= REASON
    assert (reason["basis"], reason["severity"]) == ("from_record", "precaution")
    (evidence,) = reason["evidence"]
    assert evidence.keys() >= EVIDENCE
    assert (evidence["resource"], evidence["code"], evidence["date"]) == (
        "MedicationRequest/m1",
        "855332",
        "2026-10-01",
    )
    assert all(source["source"] and source["locator"] for source in reason["sources"])


def test_the_name_of_a_patient_does_not_stand_in_json(tmp_path: Path) -> None:
    assert "Jane" not in run(a_file(tmp_path, ON_WARFARIN), "--json").stdout


def test_people_read_the_verdict_why_and_what_is_left_to_ask(tmp_path: Path) -> None:
    result = run(a_file(tmp_path, ON_WARFARIN))
    assert result.exit_code == 0
    for text in (
        "Jane Doe, 46 years",
        "Suitable with precautions",
        "Warfarin Sodium 5 MG",
        "Not reviewed yet",
        "To confirm",
    ):
        assert text in result.stdout


def test_a_record_that_says_nothing_is_not_called_suitable_before_anyone_was_asked(
    tmp_path: Path,
) -> None:
    result = run(a_file(tmp_path, a_bundle(a_patient())))
    assert "Nothing against it so far" in result.stdout
    assert "Not complete" in result.stdout


def test_a_record_comes_from_standard_input(tmp_path: Path) -> None:
    assert one(run("-", "--json", stdin=zipped(ON_WARFARIN)))["patient"] == "p1"


def test_answers_are_taken_by_short_and_by_full_name(tmp_path: Path) -> None:
    answers = {
        "anticoagulant": {"value": "no", "answered_by": "clinician"},
        "screening/findings/tumour-in-area": {
            "value": "yes",
            "places": [{"area": "forearm", "side": "left"}],
        },
    }
    file = a_file(tmp_path, json.dumps({"answers": answers}), "answers.json")
    screened = one(run(a_file(tmp_path, ON_WARFARIN), "--answers", file, "--json"))
    statements = {reason["statement"]: reason["basis"] for reason in screened["reasons"]}
    assert "screening/precautions/anticoagulant" not in statements
    assert "answered" in statements.values()
    targets = [target for constraint in screened["constraints"] for target in constraint["targets"]]
    assert {"id": "anatomy/areas/forearm", "side": "left"} in targets


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ('{"answers": {"anticoagulent": "yes"}}', "did you mean screening/findings/anticoagulant"),
        ('{"answers": {"anticoagulant": "perhaps"}}', "perhaps"),
        (
            '{"answers": {"pregnancy": {"value": "yes", "places": [{"area": "forarm"}]}}}',
            "anatomy/areas/forearm",
        ),
        ('{"answers": {"pregnancy": {"valu": "yes"}}}', "valu"),
        (
            '{"answers": {"pregnancy": "yes", "screening/findings/pregnancy": "no"}}',
            "answered twice",
        ),
        ("{", "expected"),
        ('{"replies": {}}', "replies"),
    ],
)
def test_answers_that_cannot_be_used_are_refused(answers: str, said: str, tmp_path: Path) -> None:
    result = run(
        a_file(tmp_path, ON_WARFARIN), "--answers", a_file(tmp_path, answers, "answers.json")
    )
    assert result.exit_code == 2
    assert said in result.stderr
    assert "answers.json" in result.stderr


def test_many_patients_are_one_object_a_line_in_their_order(tmp_path: Path) -> None:
    lines = [a_bundle(a_patient(f"p{n}"), a_condition(HAEMOPHILIA, of=f"p{n}")) for n in range(5)]
    result = run(a_file(tmp_path, zipped(ndjson(*lines))))
    assert result.exit_code == 0
    assert [json.loads(line)["patient"] for line in result.stdout.splitlines()] == [
        f"p{n}" for n in range(5)
    ]


def test_lines_of_resources_of_many_patients_are_one_object_a_patient(tmp_path: Path) -> None:
    lines = ndjson(a_patient("a"), a_patient("b"), a_condition(HAEMOPHILIA, of="b"))
    result = run(a_file(tmp_path, lines), "--json")
    assert [json.loads(line)["patient"] for line in result.stdout.splitlines()] == ["a", "b"]


def test_one_unusable_line_is_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    result = run(
        a_file(
            tmp_path,
            ndjson(a_bundle(a_patient("a")), b'{"resourceType": 5}', a_bundle(a_patient("c"))),
        )
    )
    assert result.exit_code == 2
    assert [json.loads(line)["patient"] for line in result.stdout.splitlines()] == ["a", "c"]
    assert "line 2" in result.stderr


def test_answers_for_many_patients_are_refused(tmp_path: Path) -> None:
    answers = a_file(tmp_path, '{"answers": {"pregnancy": "no"}}', "answers.json")
    result = run(
        a_file(tmp_path, ndjson(a_bundle(a_patient("a")), a_bundle(a_patient("b")))),
        "--answers",
        answers,
    )
    assert (result.exit_code, "one patient" in result.stderr) == (2, True)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "empty"),
        (b"not json", "not JSON"),
        (b'{"resourceType": "Questionnaire"}', "Questionnaire"),
        (zipped(ON_WARFARIN)[:-9], "ends too early"),
        (a_bundle(a_patient(), {"resourceType": "MedicationOrder", "id": "m"}), "FHIR DSTU2"),
    ],
)
def test_what_cannot_be_used_ends_with_2_and_says_where_and_why(
    content: bytes, said: str, tmp_path: Path
) -> None:
    result = run(a_file(tmp_path, content))
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stdout == ""


def test_a_document_of_200_megabytes_is_refused_without_reading_it_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.write(b'{"resourceType": "Bundle",')
        file.truncate(200 * stream.MEGABYTE)
    result = run(str(path))
    assert result.exit_code == 2
    assert "100 MB" in result.stderr
    assert "NDJSON" in result.stderr


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    result = run(str(tmp_path / "nowhere.json"))
    assert result.exit_code == 2
    assert "nowhere.json" in result.stderr


def test_a_day_that_is_none_is_refused(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        app, ["screen", a_file(tmp_path, ON_WARFARIN), "--on", "2026-13-45"]
    )
    assert result.exit_code == 2


def test_problems_of_a_record_are_shown(tmp_path: Path) -> None:
    content = a_bundle(a_patient(), a_condition(HAEMOPHILIA, onsetDateTime="soon"))
    assert (
        one(run(a_file(tmp_path, content), "--json"))["problems"][0]["where"]
        == "entry 2, Condition/c1"
    )
    assert "onset is no FHIR date" in run(a_file(tmp_path, content)).stdout
