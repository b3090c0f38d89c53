"""Words in a picture."""

from html import escape

FACE = "'Source Sans 3', 'Segoe UI', Helvetica, Arial, sans-serif"


def label(
    x: float, y: float, text: str, colour: str, *, size: int = 28, anchor: str = "middle"
) -> str:
    """A line of text; `x` is its middle, or its beginning or its end as `anchor` says."""
    return (
        f'<text x="{x:g}" y="{y:g}" font-family="{FACE}" font-size="{size}" '
        f'text-anchor="{anchor}" fill="{colour}">{escape(text)}</text>'
    )
