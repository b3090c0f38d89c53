"""Documents on paper: tagged, in reading order, the same every time, and never refused because of a letter."""

from datetime import UTC, datetime
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from filiform.clinic.ui.paper import (
    Heading,
    Items,
    Notice,
    Paper,
    Paragraph,
    Terms,
    paper_size,
    printed,
)


def a_paper(*blocks, **fields):
    given = {
        "title": "Needling session of 2 March 2026",
        "running": "Riverside · Robin Patient",
        "foot": "Session 1",
        "author": "Kim Therapist",
        "made_at": datetime(2026, 3, 2, 10, tzinfo=UTC),
        "size": "a4",
    }
    return Paper(**given | fields, blocks=blocks)


def words_of(made: bytes) -> str:
    """Everything that can be read, with line breaks as spaces."""
    text = "\n".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)
    return " ".join(text.replace("\N{ZERO WIDTH SPACE}", "").split())


EVERY_KIND = (
    Terms((("Patient", "Robin Patient"), ("Number", ""))),
    Notice("Late entry."),
    Heading("Note"),
    Paragraph("First line.\nSecond line."),
    Heading("Precautions", level=2),
    Items(("One thing", "Another")),
    Heading("Sources"),
    Items(("A source",), is_numbered=True),
    Paragraph("In small.", is_small=True),
)


def test_a_document_carries_its_title_its_language_and_its_tags():
    root = PdfReader(BytesIO(printed(a_paper(*EVERY_KIND)))).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value
    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]).startswith("en")
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    reader = PdfReader(BytesIO(printed(a_paper(*EVERY_KIND))))
    assert reader.metadata.title == "Needling session of 2 March 2026"
    assert reader.metadata.author == "Kim Therapist"


def kinds_in(element, found):
    """The kinds of the structure tree in reading order."""
    element = element.get_object()
    if "/S" in element:
        found.append(str(element["/S"]))
    children = element.get("/K", ())
    children = children if isinstance(children, list) else [children]
    for child in children:
        if hasattr(child.get_object(), "get"):
            kinds_in(child, found)
    return found


def test_the_tags_say_what_is_a_heading_and_what_is_a_list_in_reading_order():
    reader = PdfReader(BytesIO(printed(a_paper(*EVERY_KIND))))
    kinds = kinds_in(reader.trailer["/Root"]["/StructTreeRoot"], [])
    headings = [one for one in kinds if one in {"/H1", "/H2", "/H3"}]
    assert headings == ["/H1", "/H2", "/H3", "/H2"]
    assert kinds.count("/L") == 3
    assert kinds.count("/LI") == 4  # a row without a value is left out


def test_the_words_stand_in_the_order_in_which_they_are_read():
    words = words_of(printed(a_paper(*EVERY_KIND)))
    said = [
        "Robin Patient",
        "Late entry.",
        "Note",
        "First line. Second line.",
        "One thing",
        "A source",
    ]
    places = [words.index(one, words.index("2 March 2026")) for one in said]
    assert places == sorted(places)


def test_every_page_says_whom_it_is_about_and_which_of_how_many_it_is():
    made = printed(a_paper(Paragraph("A line.\n" * 150)))
    pages = [page.extract_text() for page in PdfReader(BytesIO(made)).pages]
    assert len(pages) > 1
    for number, text in enumerate(pages, start=1):
        assert "Robin Patient" in text
        assert f"Page {number} of {len(pages)}" in text


def test_the_same_document_gives_the_same_file():
    assert printed(a_paper(*EVERY_KIND)) == printed(a_paper(*EVERY_KIND))


MARKUP = '#let x = 1 $y$ [z] *b* _i_ `c` @ref <label> // no \\ "quoted" #sys.inputs = ~ -- /* */ #panic()'


def test_what_looks_like_markup_is_set_as_it_stands():
    made = words_of(printed(a_paper(Heading(MARKUP), Paragraph(MARKUP), title=MARKUP)))
    assert made.count(MARKUP) == 3


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("José Łukasz Ångström", "José Łukasz Ångström"),
        ("Ελένη Παππά", "Ελένη Παππά"),
        ("Анна Каренина", "Анна Каренина"),
        ("smile \N{SLIGHTLY SMILING FACE}", "smile [U+1F642 slightly smiling face]"),
        ("\u674e", "[U+674E cjk unified ideograph-674e]"),
        ("a\x07b", "a[U+0007]b"),
        ("a\N{RIGHT-TO-LEFT OVERRIDE}b", "a[U+202E right-to-left override]b"),
    ],
)
def test_a_letter_without_a_glyph_is_named_and_every_other_stands(typed, shown):
    assert shown in words_of(printed(a_paper(Paragraph(typed))))


def test_a_name_written_from_right_to_left_is_set():
    made = words_of(printed(a_paper(Paragraph("שלום"), Paragraph("عمر"))))
    assert "U+" not in made


def test_a_long_text_flows_over_pages_and_a_long_word_stays_on_the_page():
    text = ("Ausführlicher Nachtrag. " * 180)[:4000]
    assert "Nachtrag" in words_of(printed(a_paper(Paragraph(text))))
    word = "w" * 4000
    made = PdfReader(BytesIO(printed(a_paper(Paragraph(word)))))
    text = "".join(page.extract_text() for page in made.pages)
    assert max(map(len, text.replace("\N{ZERO WIDTH SPACE}", "\n").splitlines())) < 100


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200), st.text(max_size=60))
def test_whatever_somebody_types_there_is_a_file(text, name):
    made = printed(a_paper(Terms((("Patient", name),)), Paragraph(text), title=name or "Note"))
    assert made.startswith(b"%PDF-")


def test_the_sheet_is_the_one_that_lies_in_the_printer():
    assert paper_size("us-co") == "us-letter"
    assert paper_size("nl") == "a4"
