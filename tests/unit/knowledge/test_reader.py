"""The reader is strict: every fault is named with file, line, what was given and what is allowed."""

from pathlib import Path

import pytest

from filiform.knowledge.library import BrokenLibrary, UnknownConcept, load_library
from filiform.knowledge.model.anatomy import Area
from filiform.knowledge.model.concept import Source
from filiform.knowledge.model.screening import Finding

AREA = "label: Shoulder\npatient_label: Shoulder\nlaterality: paired\norder: 1\n"
SOURCE = "label: Somebody 2020\nkind: trial\ntitle: A trial\nread: abstract\n"
FINDING = """\
label: Fever
section: today
order: 1
question: Do you have a fever?
citations:
  - {source: sources/somebody-2020, locator: abstract, supports: it says so}
review:
  status: unreviewed
  on: 2026-01-01
  due: 2027-01-01
"""


def write(folder: Path, name: str, text: str | bytes) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())


def fault(folder: Path) -> str:
    with pytest.raises(BrokenLibrary) as broken:
        load_library(folder)
    return str(broken.value)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path, "sources/somebody-2020.yaml", SOURCE)
    write(tmp_path, "screening/findings/fever.yaml", FINDING)
    return tmp_path


def test_a_concept_is_known_by_the_path_of_its_file(folder: Path) -> None:
    library = load_library(folder)
    assert library.get("screening/findings/fever", Finding).question == "Do you have a fever?"
    assert library.get("sources/somebody-2020", Source).year is None


def test_an_unknown_key_is_named_with_its_line_and_the_keys_allowed(folder: Path) -> None:
    write(folder, "anatomy/areas/shoulder.yaml", AREA + "colour: red\n")
    message = fault(folder)
    assert message.startswith("anatomy/areas/shoulder.yaml:5: unknown key `colour`; allowed here:")
    assert "patient_label" in message


def test_an_unknown_key_inside_a_citation_is_found_where_it_stands(folder: Path) -> None:
    wrong = FINDING.replace("locator: abstract", "page: 12, locator: abstract")
    write(folder, "screening/findings/fever.yaml", wrong)
    assert ":6: unknown key `page`; allowed here: source, locator, supports" in fault(folder)


def test_a_key_that_stands_twice_is_an_error(folder: Path) -> None:
    write(folder, "anatomy/areas/shoulder.yaml", AREA + "order: 2\n")
    assert "shoulder.yaml:5: the key `order` stands twice" in fault(folder)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "the file is empty"),
        ("- a\n- b\n", "must hold one mapping"),
        ("label: [1, 2\n", "not YAML"),
        (b"label: \xff\xfe\n", "not UTF-8"),
        ("id: anatomy/areas/other\n" + AREA, "`id` is the path of the file"),
        (AREA.replace("order: 1", "order: first"), "at order"),
        (AREA.replace("paired", "both"), "at laterality"),
        ("label: Shoulder\n", "missing required field"),
    ],
)
def test_what_is_no_concept_is_refused(folder: Path, text: str | bytes, problem: str) -> None:
    write(folder, "anatomy/areas/shoulder.yaml", text)
    message = fault(folder)
    assert message.startswith("anatomy/areas/shoulder.yaml:")
    assert problem in message


def test_a_date_that_is_none_is_refused_with_its_line(folder: Path) -> None:
    write(folder, "screening/findings/fever.yaml", FINDING.replace("2026-01-01", "2026-13-45"))
    assert "fever.yaml:9:" in fault(folder)


def test_a_review_that_is_due_before_it_was_done_is_refused(folder: Path) -> None:
    write(folder, "screening/findings/fever.yaml", FINDING.replace("2027-01-01", "2025-01-01"))
    assert "a review is due after it was done" in fault(folder)


def test_a_statement_without_a_citation_is_refused(folder: Path) -> None:
    head, _, tail = FINDING.partition("citations:")
    write(
        folder,
        "screening/findings/fever.yaml",
        head + "citations: []\n" + tail.split("it says so}\n")[1],
    )
    assert "at least one citation is needed" in fault(folder)


def test_an_identifier_that_leads_nowhere_is_named_with_the_nearest_one(folder: Path) -> None:
    wrong = FINDING.replace("somebody-2020", "sombody-2020")
    write(folder, "screening/findings/fever.yaml", wrong)
    assert (
        "`sources/sombody-2020` is named here but has no file; did you mean sources/somebody-2020"
        in fault(folder)
    )


def test_a_file_in_a_folder_of_no_kind_is_refused(folder: Path) -> None:
    write(folder, "screening/wishes/one.yaml", AREA)
    assert "no kind of concept lives in `screening/wishes`" in fault(folder)


def test_two_files_with_one_identifier_are_refused(folder: Path) -> None:
    write(folder, "anatomy/areas/shoulder.yaml", AREA)
    write(folder, "anatomy/areas/shoulder.yml", AREA)
    assert "another file has the identifier `anatomy/areas/shoulder` already" in fault(folder)


def test_every_fault_is_told_at_once_and_nothing_is_loaded(folder: Path) -> None:
    write(folder, "anatomy/areas/one.yaml", "")
    write(folder, "anatomy/areas/two.yaml", "label: x\nlabel: y\n")
    with pytest.raises(BrokenLibrary) as broken:
        load_library(folder)
    assert [fault.path for fault in broken.value.faults] == [
        "anatomy/areas/one.yaml",
        "anatomy/areas/two.yaml",
    ]


def test_yes_and_no_and_on_are_words_and_not_truth_values(folder: Path) -> None:
    write(folder, "anatomy/areas/no.yaml", AREA.replace("label: Shoulder", "label: no", 1))
    assert load_library(folder).get("anatomy/areas/no", Area).label == "no"


def test_asking_for_what_is_not_there_suggests_what_is(folder: Path) -> None:
    with pytest.raises(UnknownConcept, match=r"did you mean screening/findings/fever\?"):
        load_library(folder).get("screening/findings/fevver", Finding)


def test_equal_content_has_an_equal_version_and_a_changed_word_another(folder: Path) -> None:
    before = load_library(folder).version
    assert load_library(folder).version == before
    write(folder, "screening/findings/fever.yaml", FINDING.replace("a fever", "fever"))
    assert load_library(folder).version != before


def test_a_quantity_without_a_unit_is_refused_where_it_stands(folder: Path) -> None:
    flag = FINDING.replace("section: today\n", "").replace(
        "question:", "asked_for: {value: 72}\nquestion:"
    )
    write(folder, "aftercare/red_flags/fever.yaml", flag)
    message = fault(folder)
    assert message.startswith("aftercare/red_flags/fever.yaml:3:")
    assert "missing required field `unit`" in message


def test_files_that_name_each_other_in_a_circle_are_refused_with_the_way_round(
    folder: Path,
) -> None:
    """A finding asked only if another is present, which is asked only if the first is, is never asked."""
    write(
        folder, "screening/findings/fever.yaml", FINDING + "asked_if: [screening/findings/chill]\n"
    )
    write(
        folder, "screening/findings/chill.yaml", FINDING + "asked_if: [screening/findings/fever]\n"
    )
    message = fault(folder)
    assert "in a circle" in message
    assert "`screening/findings/fever` → `screening/findings/chill`" in message
