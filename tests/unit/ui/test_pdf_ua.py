"""Every document on paper is PDF/UA in the eyes of a reader that did not make it; and that reader sees what is wrong."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import BooleanObject, DecodedStreamObject, NameObject, NumberObject

from filiform.clinic.ui.paper import Heading, Items, Paragraph, Terms, printed
from tests.reference.pdf_ua import faults
from tests.unit.ui.test_paper import EVERY_KIND, a_paper

WHOLE = printed(a_paper(*EVERY_KIND, Paragraph("A line.\n" * 90)))


def test_a_document_with_every_kind_of_part_is_well():
    assert faults(WHOLE) == []


@settings(max_examples=40, deadline=None)
@given(
    st.text(max_size=80).filter(str.strip),
    st.lists(st.text(max_size=60).filter(str.strip), min_size=1, max_size=4),
)
def test_whatever_somebody_types_the_document_is_well(text, items):
    blocks = (Terms((("Name", text),)), Heading("Note"), Paragraph(text), Items(tuple(items)))
    assert faults(printed(a_paper(*blocks))) == []


def broken(change) -> list[str]:
    """What is found after something was taken out of the file."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(WHOLE)))
    change(writer)
    made = BytesIO()
    writer.write(made)
    return faults(made.getvalue())


def elements(writer, kind):
    """The elements of a kind in the tree."""
    found = [one.get_object() for one in writer._objects if hasattr(one, "get")]
    return [one for one in found if one.get("/S") == kind and one.get("/Type") == "/StructElem"]


def first_font(writer):
    fonts = writer.pages[0]["/Resources"]["/Font"]
    return fonts[next(iter(fonts))].get_object()


def without_language(writer):
    del writer.root_object["/Lang"]


def without_title(writer):
    del writer.root_object["/ViewerPreferences"]["/DisplayDocTitle"]


def without_metadata(writer):
    del writer.root_object["/Metadata"]


def untagged(writer):
    writer.root_object["/MarkInfo"][NameObject("/Marked")] = BooleanObject(False)


def suspect(writer):
    writer.root_object["/MarkInfo"][NameObject("/Suspects")] = BooleanObject(True)


def heading_too_deep(writer):
    elements(writer, "/H2")[0][NameObject("/S")] = NameObject("/H4")


def item_outside_a_list(writer):
    elements(writer, "/L")[0][NameObject("/S")] = NameObject("/Div")


def no_such_element(writer):
    elements(writer, "/P")[0][NameObject("/S")] = NameObject("/Blah")


def picture_without_words(writer):
    elements(writer, "/P")[0][NameObject("/S")] = NameObject("/Figure")


def mark_without_element(writer):
    elements(writer, "/H1")[0][NameObject("/K")] = NumberObject(999)


def words_beside_the_tree(writer):
    page = writer.pages[0]
    more = DecodedStreamObject()
    more.set_data(page.get_contents().get_data() + b"\nBT (left over) Tj ET")
    page[NameObject("/Contents")] = writer._add_object(more)


def font_outside(writer):
    descriptor = first_font(writer)["/DescendantFonts"][0].get_object()["/FontDescriptor"]
    for name in ("/FontFile2", "/FontFile3"):
        descriptor.get_object().pop(NameObject(name), None)


def font_without_letters(writer):
    del first_font(writer)["/ToUnicode"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (without_language, "the language is not named"),
        (without_title, "instead of the title"),
        (without_metadata, "do not say that this is PDF/UA"),
        (untagged, "the file is not tagged"),
        (suspect, "the tags are said to be suspect"),
        (heading_too_deep, "H4 follows H1"),
        (item_outside_a_list, "LI stands in Div"),
        (no_such_element, "no such kind of element: Blah"),
        (picture_without_words, "Figure has no words"),
        (mark_without_element, "are not in the tree exactly once"),
        (words_beside_the_tree, "1 marks are neither in the tree nor an artifact"),
        (font_outside, "is not inside"),
        (font_without_letters, "does not say which letters it shows"),
    ],
)
def test_what_is_wrong_is_found(change, fault):
    assert any(fault in one for one in broken(change)), broken(change)


def test_a_file_that_was_only_written_anew_is_as_well_as_before():
    assert broken(lambda writer: None) == []
