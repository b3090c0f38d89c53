"""Documents on paper: what a PDF holds, as plain shapes; `printed` turns them into a tagged PDF.

A presenter fills these with words ready to be read; nothing here knows what they mean.
"""

from filiform.clinic.ui.paper.printing import printed
from filiform.clinic.ui.paper.shapes import (
    Heading,
    Items,
    Notice,
    Paper,
    Paragraph,
    Terms,
    paper_size,
)

__all__ = [
    "Heading",
    "Items",
    "Notice",
    "Paper",
    "Paragraph",
    "Terms",
    "paper_size",
    "printed",
]
