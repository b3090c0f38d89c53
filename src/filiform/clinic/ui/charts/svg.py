"""Writes SVG: elements with classes and presentation attributes, every text escaped, never a style attribute."""

from collections.abc import Iterable, Sequence
from html import escape

from filiform.clinic.ui.charts import curve

Attribute = str | float


def element(name: str, /, *content: str, **attributes: Attribute) -> str:
    """One element; `class_` becomes class and underscores become hyphens. Content is markup already."""
    written = "".join(f' {_name(key)}="{_value(value)}"' for key, value in attributes.items())
    return f"<{name}{written}>{''.join(content)}</{name}>" if content else f"<{name}{written}/>"


def text(words: str, x: float, y: float, *, anchor: str = "start", kind: str = "chart-text") -> str:
    """Words at a place; `anchor` is start, middle or end."""
    return element("text", escape(words), x=x, y=y, text_anchor=anchor, class_=kind)


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> str:
    """A straight line."""
    return element("line", x1=x1, y1=y1, x2=x2, y2=y2, class_=kind)


def path(points: Iterable[tuple[float, float]], kind: str, *, closed: bool = False) -> str:
    """Straight lines through points; a single point draws nothing."""
    steps = [f"{_value(x)} {_value(y)}" for x, y in points]
    if len(steps) < 2:
        return ""
    return element("path", d="M" + "L".join(steps) + ("Z" if closed else ""), class_=kind)


def smooth(points: Sequence[tuple[float, float]], *, go_on: bool = False) -> str:
    """Path commands of a smooth line through points; `go_on` continues a path that has begun."""
    x, y = points[0]
    return f"{'L' if go_on else 'M'}{_value(x)} {_value(y)}" + curve.through(points)


def circle(x: float, y: float, radius: float, kind: str) -> str:
    """A round mark."""
    return element("circle", cx=x, cy=y, r=radius, class_=kind)


def cross(x: float, y: float, arm: float) -> str:
    """A silence: a cross on a disc of paper."""
    strokes = line(x - arm, y - arm, x + arm, y + arm, "chart-missing") + line(
        x - arm, y + arm, x + arm, y - arm, "chart-missing"
    )
    return circle(x, y, arm + 4, "chart-paper") + strokes


def figure(value: str, label: str, x: float, y: float) -> str:
    """A large figure with its label after it."""
    large = element("tspan", escape(value), class_="chart-figure")
    return element(
        "text", large, element("tspan", escape(label), dx=7, class_="chart-text"), x=x, y=y
    )


def diamond(x: float, y: float, radius: float, kind: str) -> str:
    """A mark that differs from a round one in shape, not only in colour."""
    corners = ((x, y - radius), (x + radius, y), (x, y + radius), (x - radius, y))
    return path(corners, kind, closed=True)


def needle(x: float, top: float, length: float) -> str:
    """A filiform needle standing in the axis: a thick handle and a hairline shaft."""
    grip = top + length * 0.42
    return line(x, top, x, grip, "chart-needle-handle") + line(
        x, grip, x, top + length, "chart-session"
    )


def drawing(name: str, title: str, description: str, size: tuple[float, float], *marks: str) -> str:
    """A whole drawing with its name and its description for those who do not see it."""
    return element(
        "svg",
        element("title", escape(title), id=f"{name}-title"),
        element("desc", escape(description), id=f"{name}-description"),
        *marks,
        viewBox=f"0 0 {_value(size[0])} {_value(size[1])}",
        role="img",
        aria_labelledby=f"{name}-title",
        aria_describedby=f"{name}-description",
        focusable="false",
    )


def _name(key: str) -> str:
    return key if key == "viewBox" else key.rstrip("_").replace("_", "-")


def _value(value: Attribute) -> str:
    if isinstance(value, str):
        return escape(value, quote=True)
    return f"{round(value, 2):g}"
