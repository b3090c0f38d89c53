"""What keeps a PDF from being PDF/UA-1, found by reading the file itself: a second opinion beside whoever made it.

Checks what ISO 14289-1 asks and a program can see: the identifier and the title in the metadata, the
language, every mark on a page either an artifact or in the tree, the tree both ways, headings in
steps, names for pictures and links, fonts inside with the letters they stand for. Whether the order
is the sensible one, only a reader can say.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, NullObject

SHOWS = {
    b"Tj",
    b"TJ",
    b"'",
    b'"',
    b"S",
    b"s",
    b"f",
    b"F",
    b"f*",
    b"B",
    b"B*",
    b"b",
    b"b*",
    b"sh",
    b"Do",
}
OPENS, CLOSES = {b"BDC", b"BMC"}, b"EMC"
STANDARD = set(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 "
    "L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot "
    "Ruby RB RT RP Warichu WT WP Figure Formula Form".split()
)
PARENTS = {
    "LI": {"L"},
    "LBody": {"LI"},
    "TR": {"Table", "THead", "TBody", "TFoot"},
    "TH": {"TR"},
    "TD": {"TR"},
}


def faults(made: bytes) -> list[str]:
    """Everything that is wrong with a file, in words; nothing where it is well."""
    reader = PdfReader(BytesIO(made))
    root = reader.trailer["/Root"]
    tree = list(_elements(root, reader))
    return [
        *_of_the_file(root, reader),
        *_of_the_tree(tree),
        *(
            fault
            for number, page in enumerate(reader.pages)
            for fault in _of_a_page(number, page, tree, root)
        ),
    ]


def _of_the_file(root: Any, reader: PdfReader) -> Iterator[str]:
    metadata = root["/Metadata"].get_object().get_data().decode() if "/Metadata" in root else ""
    if "pdfuaid:part" not in metadata:
        yield "the metadata do not say that this is PDF/UA"
    if "<dc:title>" not in metadata:
        yield "the metadata name no title"
    if not _is(root.get("/ViewerPreferences"), "/DisplayDocTitle"):
        yield "the window would show the name of the file instead of the title"
    if not _is(root.get("/MarkInfo"), "/Marked") or "/StructTreeRoot" not in root:
        yield "the file is not tagged"
    if _is(root.get("/MarkInfo"), "/Suspects"):
        yield "the tags are said to be suspect"
    if not root.get("/Lang"):
        yield "the language is not named"
    if reader.is_encrypted and not reader.user_access_permissions & 512:
        yield "assistive technology may not read it"


def _is(row: Any, name: str) -> bool:
    """Whether it says true; what is not said is false."""
    said = row.get_object().get(name) if row is not None else None
    return said is not None and bool(said.value)


class _Element:
    """One element of the tree: its kind as the standard knows it, what it holds, and what it is in."""

    def __init__(self, row: DictionaryObject, parent: str, roles: Any) -> None:
        self.row, self.parent = row, parent
        kind, seen = str(row["/S"])[1:], set()
        while kind not in STANDARD and f"/{kind}" in roles and kind not in seen:
            seen.add(kind)
            kind = str(roles[f"/{kind}"])[1:]
        self.kind = kind


def _elements(root: Any, reader: PdfReader) -> Iterator[_Element]:
    """The tree in reading order."""
    if "/StructTreeRoot" not in root:
        return
    top = root["/StructTreeRoot"]
    roles = top.get("/RoleMap", DictionaryObject()).get_object()
    waiting = [(one, "") for one in reversed(_kids(top))]
    while waiting:
        one, parent = waiting.pop()
        row = one.get_object()
        if not isinstance(row, DictionaryObject) or "/S" not in row:
            continue
        element = _Element(row, parent, roles)
        yield element
        waiting += [(kid, element.kind) for kid in reversed(_kids(row))]


def _kids(row: Any) -> list[Any]:
    kids = row.get("/K", NullObject())
    kids = kids.get_object() if not isinstance(kids, ArrayObject) else kids
    if isinstance(kids, NullObject):
        return []
    return list(kids) if isinstance(kids, ArrayObject) else [kids]


def _of_the_tree(tree: list[_Element]) -> Iterator[str]:
    level = 0
    for one in tree:
        if one.kind not in STANDARD:
            yield f"no such kind of element: {one.kind}"
        if one.kind in PARENTS and one.parent not in PARENTS[one.kind]:
            yield f"{one.kind} stands in {one.parent or 'nothing'}"
        if one.kind == "TH" and "/Scope" not in str(one.row.get("/A")):
            yield "a heading of a table does not say what it heads"
        if one.kind in {"Figure", "Formula"} and not (
            one.row.get("/Alt") or one.row.get("/ActualText")
        ):
            yield f"{one.kind} has no words"
        if one.kind in {f"H{number}" for number in range(1, 7)}:
            if int(one.kind[1]) > level + 1:
                yield f"{one.kind} follows {f'H{level}' if level else 'no heading'}"
            level = int(one.kind[1])


def _of_a_page(number: int, page: Any, tree: list[_Element], root: Any) -> Iterator[str]:
    where = f"page {number + 1}: "
    marked, loose = _marks(page)
    if loose:
        yield f"{where}{loose} marks are neither in the tree nor an artifact"
    held = [mark for one in tree for mark in _marks_of(one.row, page)]
    if sorted(held) != sorted(marked):
        yield f"{where}the marks {sorted(set(marked) ^ set(held))} are not in the tree exactly once"
    if marked and "/StructParents" not in page:
        yield f"{where}the way from its marks to the tree is missing"
    yield from (where + one for one in _of_fonts(page))
    for annotation in page.get("/Annots", ()):
        row = annotation.get_object()
        if row.get("/Subtype") == "/Link" and not row.get("/Contents"):
            yield f"{where}a link has no words"
        if row.get("/Subtype") not in {"/Popup"} and "/StructParent" not in row:
            yield f"{where}an annotation is not in the tree"
    if page.get("/Annots") and page.get("/Tabs") != "/S":
        yield f"{where}the keyboard does not follow the tree"


def _marks(page: Any) -> tuple[list[int], int]:
    """The numbers of what is marked on a page, and how much is shown outside of any mark."""
    numbers: list[int] = []
    loose, within = 0, []
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator in OPENS:
            said = operands[1] if operator == b"BDC" else None
            number = said.get("/MCID") if isinstance(said, DictionaryObject) else None
            numbers += [] if number is None else [int(number)]
            within.append(number is not None or operands[0] == "/Artifact")
        elif operator == CLOSES:
            within.pop()
        elif operator in SHOWS and not any(within):
            loose += 1
    return numbers, loose


def _marks_of(row: Any, page: Any) -> Iterator[int]:
    """The marks on a page that an element holds itself."""
    own = row.get("/Pg")
    for kid in _kids(row):
        one = kid.get_object()
        if isinstance(one, int) and own is not None and own.get_object() == page:
            yield int(one)
        elif isinstance(one, DictionaryObject) and one.get("/Type") == "/MCR":
            on = one.get("/Pg", own)
            if on is not None and on.get_object() == page:
                yield int(one["/MCID"])


def _of_fonts(page: Any) -> Iterator[str]:
    fonts = page.get("/Resources", {}).get_object().get("/Font", DictionaryObject()).get_object()
    for name, one in fonts.items():
        font = one.get_object()
        inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        descriptor = inner.get("/FontDescriptor", DictionaryObject()).get_object()
        if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor):
            yield f"the font {name} is not inside"
        if "/ToUnicode" not in font:
            yield f"the font {name} does not say which letters it shows"
