"""The screening knowledge keeps to its own promises: complete, cautious, and asked in the right order."""

import re
from pathlib import Path

import pytest

from filiform.kernel.decision import Effect, Scope, Severity
from filiform.kernel.identifier import is_identifier
from filiform.knowledge.library import load_library
from filiform.knowledge.model.screening import (
    Finding,
    FindingSection,
    Persistence,
    RegionRule,
    RegionRuleKind,
    ScreeningStatement,
    ScreeningVerdict,
    Trait,
)

LIBRARY = load_library()
FINDINGS = {finding.id: finding for finding in LIBRARY.all(Finding)}
STATEMENTS = LIBRARY.all(ScreeningStatement)
RULES = LIBRARY.all(RegionRule)
COVERAGE = Path(__file__).parents[3] / "docs" / "clinical" / "screening-coverage.md"
JUDGEMENT = "sources/filiform-clinical-judgement"
ASKED_EACH_SESSION = (
    *("anticoagulant", "antiplatelet", "immunosuppressant-medicine", "systemic-steroids"),
    *("pregnancy", "infection-or-fever", "fracture-suspected", "recent-surgery"),
    *("bad-reaction-to-needling", "not-eaten-today", "driving-home", "unwilling"),
)


def named_in_the_coverage_table() -> set[str]:
    return {name for name in re.findall(r"`([^`]+)`", COVERAGE.read_text()) if is_identifier(name)}


def test_every_statement_of_the_coverage_table_exists() -> None:
    assert sorted(name for name in named_in_the_coverage_table() if name not in LIBRARY) == []


def test_every_statement_and_rule_of_screening_stands_in_the_coverage_table() -> None:
    written = {one.id for one in (*STATEMENTS, *RULES)}
    assert sorted(written - named_in_the_coverage_table()) == []


def test_every_finding_has_a_statement_that_says_what_it_means() -> None:
    # What another clinic rated is shown with the record; nothing follows from it, and nobody is asked.
    shown_only = {"screening/findings/pain-on-record"}
    assert FINDINGS.keys() - {one.finding for one in STATEMENTS} == shown_only
    assert not any(FINDINGS[name].question for name in shown_only)


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda one: one.id)
def test_a_verdict_against_needling_closes_everything_downstream(
    statement: ScreeningStatement,
) -> None:
    closes = any(
        one.scope is Scope.EVERYTHING and one.effect is Effect.FORBID
        for one in statement.constraints
    )
    assert closes == (statement.verdict.rank > ScreeningVerdict.SUITABLE_WITH_PRECAUTIONS.rank)


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda one: one.id)
def test_a_statement_lies_in_the_folder_of_its_severity(statement: ScreeningStatement) -> None:
    folders = {
        Severity.RED_FLAG: "red_flags",
        Severity.CONTRAINDICATION: "contraindications",
        Severity.PRECAUTION: "precautions",
    }
    assert statement.id.split("/")[1] == folders[statement.severity]


def test_a_place_is_asked_for_exactly_where_a_constraint_needs_one() -> None:
    needed = {
        one.finding
        for one in STATEMENTS
        if any(template.where_found for template in one.constraints)
    }
    assert needed == {name for name, finding in FINDINGS.items() if finding.asks_where}


def test_a_follow_up_question_comes_after_the_question_it_hangs_on() -> None:
    sections = list(FindingSection)

    def place(name: str) -> tuple[int, int]:
        return sections.index(FINDINGS[name].section), FINDINGS[name].order

    for name, finding in FINDINGS.items():
        assert all(place(earlier) < place(name) for earlier in finding.asked_if), name


def test_no_two_findings_share_their_place_in_the_questionnaire() -> None:
    places = [(one.section, one.order) for one in FINDINGS.values()]
    assert len(places) == len(set(places))


@pytest.mark.parametrize("name", ASKED_EACH_SESSION)
def test_what_can_change_between_sessions_is_asked_each_time(name: str) -> None:
    assert FINDINGS[f"screening/findings/{name}"].asked_each_session


def test_only_pregnancy_is_not_asked_of_men() -> None:
    not_asked = {one.id for one in FINDINGS.values() if one.not_asked_of == "male"}
    assert not_asked == {one.id for one in FINDINGS.values() if one.section == "pregnancy"}


def test_a_pregnancy_in_the_record_is_not_believed_for_longer_than_a_pregnancy_lasts() -> None:
    policy = FINDINGS["screening/findings/pregnancy"].record
    assert policy is not None
    assert (policy.persistence, policy.recent_days) == (Persistence.WHILE_ACTIVE, 300)


def test_no_text_tells_anyone_to_stop_a_blood_thinner() -> None:
    for name in ("anticoagulant", "antiplatelet"):
        statement = LIBRARY.get(f"screening/precautions/{name}", ScreeningStatement)
        assert statement.patient_text.startswith("Do not stop")
        assert "Never advise stopping" in statement.action


def test_the_anticoagulant_cautions_and_forbids_nothing() -> None:
    statement = LIBRARY.get("screening/precautions/anticoagulant", ScreeningStatement)
    assert {one.effect for one in statement.constraints} == {Effect.CAUTION}
    traits = {one.trait for one in statement.constraints}
    assert traits == {Trait.EVERY_MUSCLE, Trait.DEEP, Trait.NOT_COMPRESSIBLE}


def test_rib_bracketing_is_nowhere_called_safe() -> None:
    rule = LIBRARY.get("screening/region_rules/thorax", RegionRule)
    assert "Rib bracketing does not prove that it is safe" in rule.statement
    assert "sources/mintken-2025" in {citation.source for citation in rule.citations}


def test_both_sides_of_the_thorax_are_kept_apart_by_the_rule_of_the_board_notice() -> None:
    rules = [one for one in RULES if one.rule is RegionRuleKind.ONE_SIDE_A_SESSION]
    assert [(one.trait, one.citations[0].source) for one in rules] == [
        (Trait.NEAR_PLEURA, "sources/bn121")
    ]


def test_what_rests_on_judgement_alone_holds_something_back() -> None:
    """It may forbid, caution, or refuse; a statement that only permits needs a better source."""
    for statement in STATEMENTS:
        if {one.source for one in statement.citations} == {JUDGEMENT}:
            assert statement.constraints, statement.id


@pytest.mark.parametrize(
    "name", ["thunderclap-headache", "saddle-numbness-or-bladder-change", "medical-emergency"]
)
def test_an_emergency_says_first_what_to_do(name: str) -> None:
    text = LIBRARY.get(f"screening/red_flags/{name}", ScreeningStatement).patient_text
    assert "call your emergency number" in text.split(". ")[0].lower()
