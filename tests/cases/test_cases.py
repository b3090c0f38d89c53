"""Every case of every stage comes out as it says."""

from collections import Counter
from pathlib import Path

import pytest

from filiform.clinical.stage import Stage
from filiform.knowledge.library import load_library
from tests.cases.case import Case, Then, read_cases
from tests.cases.outcome import differences
from tests.cases.stages import run

LIBRARY = load_library()
CASES = read_cases()
each_case = pytest.mark.parametrize(
    "case", CASES, ids=[f"{case.file}: {case.title}" for case in CASES]
)


def test_there_are_cases() -> None:
    assert CASES, "no case was read below tests/cases"


@each_case
def test_the_case_comes_out_as_it_says(case: Case) -> None:
    wrong = differences(case.then, run(case, LIBRARY), LIBRARY)
    assert not wrong, f"{case.file}: {case.title}\n" + "\n".join(wrong)


@each_case
def test_the_case_names_only_what_is_in_the_library(case: Case) -> None:
    then = case.then
    constrained = then.forbidden + then.not_forbidden + then.cautioned + then.not_cautioned
    decided = then.reasons + then.not_reasons + then.questions + then.not_questions
    decided += then.shown + then.not_shown
    named = {*case.statements, *decided, *(name.partition(" ")[0] for name in constrained)}
    assert not sorted(name for name in named - {"everything"} if name not in LIBRARY)


@each_case
def test_the_case_expects_something(case: Case) -> None:
    assert case.then != Then(), f"{case.file}: {case.title}: `then` is empty"


def test_no_two_cases_of_a_stage_have_the_same_title() -> None:
    titles = Counter((case.stage, case.title) for case in CASES)
    assert [title for title, count in titles.items() if count > 1] == []


def test_a_case_that_says_what_is_not_so_is_noticed() -> None:
    then = Then(
        verdict="suitable",
        reasons=("screening/precautions/pregnancy",),
        not_reasons=("screening/precautions/anticoagulant",),
        forbidden=("anatomy/muscles/deltoid-middle",),
        not_cautioned=("anatomy/muscles/deltoid-middle left",),
    )
    given = {"answers": {"anticoagulant": "yes"}}
    case = Case(title="", stage=Stage.SCREENING, statements=(), given=given, then=then)
    assert len(differences(then, run(case, LIBRARY), LIBRARY)) == 5


def test_a_case_with_an_unknown_key_is_refused_by_file_and_title(tmp_path: Path) -> None:
    text = "{title: A slip, stage: screening, statements: [], given: {}, then: {verdit: suitable}}"
    (tmp_path / "slip.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=r"slip\.yaml: A slip: .*verdit"):
        read_cases(tmp_path)


def test_yes_no_and_on_are_words_in_a_case(tmp_path: Path) -> None:
    text = "{title: A, stage: screening, statements: [], given: {on: yes, no: 'no'}, then: {}}"
    (tmp_path / "words.yaml").write_text(text, encoding="utf-8")
    assert read_cases(tmp_path)[0].given == {"on": "yes", "no": "no"}
