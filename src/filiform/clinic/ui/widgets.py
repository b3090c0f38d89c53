"""Django's plainest widgets, drawn without its templates: a page with a hundred choices does not wait for them.

What comes out is what the templates of Django give, letter by letter but for white space between
options; a test holds both side by side.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

_PLACE = "django/forms/widgets/"
Widget = Mapping[str, Any]


def draw(template_name: str, widget: Widget) -> SafeString | None:
    """The widget as markup; None when it is none of the plain ones."""
    drawn = _DRAWN.get(template_name)
    return drawn(widget) if drawn else None


def _input(widget: Widget) -> SafeString:
    value = widget["value"]
    said = "" if value is None else format_html(' value="{}"', value)
    return format_html(
        '<input type="{}" name="{}"{}{}>', widget["type"], widget["name"], said, _attributes(widget)
    )


def _choice(widget: Widget) -> SafeString:
    if not widget["wrap_label"]:
        return _input(widget)
    name = widget["attrs"].get("id")
    about = format_html(' for="{}"', name) if name else ""
    return format_html("<label{}>{} {}</label>", about, _input(widget), widget["label"])


def _select(widget: Widget) -> SafeString:
    groups = widget["optgroups"]
    if any(name for name, _, _ in groups):
        drawn = format_html_join("", "{}", ((_group(name, some),) for name, some, _ in groups))
    else:  # every option is a group of its own: drawn in one go
        drawn = _options(one for _, some, _ in groups for one in some)
    return format_html(
        '<select name="{}"{}>{}</select>', widget["name"], _attributes(widget), drawn
    )


def _group(name: str | None, options: Iterable[Widget]) -> SafeString:
    drawn = _options(options)
    return format_html('<optgroup label="{}">{}</optgroup>', name, drawn) if name else drawn


def _options(options: Iterable[Widget]) -> SafeString:
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((one["value"], _attributes(one), one["label"]) for one in options),
    )


def _attributes(widget: Widget) -> SafeString | str:
    if not widget["attrs"]:  # an option has none, and a page has hundreds of options
        return ""
    return format_html_join(
        "",
        "{}",
        (
            (format_html(" {}" if value is True else ' {}="{}"', name, value),)
            for name, value in widget["attrs"].items()
            if value is not False
        ),
    )


_DRAWN: Mapping[str, Callable[[Widget], SafeString]] = {
    f"{_PLACE}{name}.html": drawn
    for drawn, names in {
        _input: ("input", "text", "number", "hidden", "checkbox", "email", "date"),
        _choice: ("input_option", "radio_option", "checkbox_option"),
        _select: ("select",),
    }.items()
    for name in names
}
