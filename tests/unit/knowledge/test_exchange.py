"""The export is what the library holds, keeps to its published schema, and reads back to the same."""

import csv
import io
import json
from pathlib import Path

import jsonschema
import msgspec
import pytest

from filiform.knowledge.difference import difference
from filiform.knowledge.exchange import UnusableExport, from_document, schema, to_document
from filiform.knowledge.library import Library, load_library
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.muscle_table import muscle_table

LIBRARY = load_library()
DOCUMENT = msgspec.json.encode(to_document(LIBRARY))
PUBLISHED = Path(__file__).parents[3] / "docs" / "reference" / "knowledge.schema.json"


def test_the_export_keeps_to_the_published_schema() -> None:
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))
    assert published == json.loads(json.dumps(schema()))
    jsonschema.Draft202012Validator(published).validate(json.loads(DOCUMENT))


def test_the_schema_refuses_what_is_no_concept() -> None:
    document = json.loads(DOCUMENT)
    document["concepts"]["anatomy/areas"]["anatomy/areas/shoulder"]["colour"] = "red"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(schema()).validate(document)


def test_an_export_reads_back_to_the_same_library() -> None:
    back = from_document(DOCUMENT)
    assert list(back) == list(LIBRARY)
    assert back.version == LIBRARY.version


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (b"", "no export"),
        (b"[]", "no export"),
        (b"{}", "`format` is None"),
        (b'{"format": 1, "concepts": []}', "`concepts` must be an object"),
        (b'{"format": 1, "concepts": {"wishes": {}}}', "unknown kind 'wishes'"),
        (b'{"format": 1, "concepts": {"anatomy/areas": {"anatomy/areas/arm": {}}}}', "areas/arm"),
        (b"\xff\xfe", "no export"),
    ],
)
def test_what_is_no_export_is_refused_with_the_reason(text: bytes, problem: str) -> None:
    with pytest.raises(UnusableExport, match=problem):
        from_document(text)


def test_equal_libraries_do_not_differ() -> None:
    found = difference(LIBRARY, from_document(DOCUMENT))
    assert (found.added, found.removed, found.changed) == ((), (), ())


def test_what_came_what_went_and_what_changed_is_told_by_field() -> None:
    muscle = LIBRARY.get("anatomy/muscles/upper-trapezius", Muscle)
    concepts = {one.id: one for one in LIBRARY if one.id != "anatomy/areas/shoulder"}
    concepts[muscle.id] = msgspec.structs.replace(muscle, order=muscle.order + 1)
    found = difference(LIBRARY, Library(concepts, "less"))
    assert found.removed == ("anatomy/areas/shoulder",)
    assert found.added == ()
    ((change),) = found.changed
    assert change.concept == muscle.id
    assert [(one.field, one.before, one.after) for one in change.fields] == [
        ("order", muscle.order, muscle.order + 1)
    ]


def test_the_difference_the_other_way_round_is_its_mirror() -> None:
    less = Library({one.id: one for one in LIBRARY if "shoulder" not in one.id}, "less")
    there, back = difference(LIBRARY, less), difference(less, LIBRARY)
    assert (there.added, there.removed) == (back.removed, back.added)


def test_the_muscle_table_has_a_row_a_muscle_and_as_many_cells_as_the_header() -> None:
    rows = list(csv.reader(io.StringIO(muscle_table(LIBRARY))))
    assert [row[0] for row in rows[1:]] == [one.id for one in LIBRARY.all(Muscle)]
    assert {len(row) for row in rows} == {len(rows[0])}
