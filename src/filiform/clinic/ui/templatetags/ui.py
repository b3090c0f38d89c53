"""What templates ask about form fields and table cells, so that components stay free of logic."""

from collections.abc import Hashable, Iterable, Mapping
from functools import lru_cache
from typing import Any

from django import forms, template
from django.conf import settings
from django.forms.boundfield import BoundField
from django.template.loader import get_template

register = template.Library()

_KINDS: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxSelectMultiple, "choices"),
    (forms.RadioSelect, "choices"),
    (forms.CheckboxInput, "checkbox"),
    (forms.MultiWidget, "group"),
    (forms.SelectDateWidget, "group"),
)


@register.filter
def kind(field: BoundField) -> str:
    """How a field is laid out: `choices`, `checkbox`, `group`, `hidden` or `single`."""
    widget = field.field.widget
    if widget.is_hidden:
        return "hidden"
    return next(
        (name for widget_class, name in _KINDS if isinstance(widget, widget_class)), "single"
    )


@register.filter
def first_id(field: BoundField) -> str:
    """The id of the first control of a field: where a link in the error summary leads."""
    if kind(field) == "choices":
        return next((choice.id_for_label for choice in field), field.auto_id)
    return field.id_for_label or field.auto_id


@register.simple_tag(takes_context=True)
def open_stage(context: template.Context, stages: Iterable[Any]) -> Any:
    """The stage that the page shown belongs to: its address begins with the stage's own. None if there is none."""
    path = getattr(context.get("request"), "path", "")
    return next((stage for stage in stages if _is_open(stage, path)), None)


def _is_open(stage: Any, path: str) -> bool:
    url = _part(stage, "url")
    return bool(url) and path.startswith(url)


@register.filter
def forms_with_errors(candidates: Any) -> list[forms.BaseForm]:
    """The forms among a form, a formset or a list of forms that have errors to report."""
    if candidates in (None, ""):
        return []
    listed: Iterable[forms.BaseForm] = (
        [candidates] if isinstance(candidates, forms.BaseForm) else candidates
    )
    return [form for form in listed if form.errors]


@register.filter
def label_of(table: Any, place: int) -> str:
    """The label of the column at a place (from 0): shown before a cell when a table stacks on a phone."""
    return str(_part(_part(table, "columns")[place], "label"))


@register.filter
def is_number(table: Any, place: int) -> bool:
    """Whether the column at a place (from 0) holds figures."""
    return bool(_part(_part(table, "columns")[place], "number"))


@register.filter
def words(cell: Any) -> str:
    """What a cell says, be it a `Cell`, a mapping with `text`, or the words themselves."""
    return cell if isinstance(cell, str) else str(_part(cell, "text"))


@register.simple_tag
def remembered(template_name: str, shape: Hashable) -> str:
    """A part of a page that depends on one frozen shape and on nothing else: drawn once for equal shapes.

    The template knows the shape as `it`, and neither the request nor who is asking.
    """
    draw = _drawn.__wrapped__ if settings.DEBUG else _drawn
    return draw(template_name, shape)


@lru_cache(maxsize=256)
def _drawn(template_name: str, shape: Hashable) -> str:
    return get_template(template_name).render({"it": shape})


def _part(shape: Any, name: str) -> Any:
    """A part of a shape or of a mapping with the same keys; a mapping may leave parts out."""
    return shape.get(name, "") if isinstance(shape, Mapping) else getattr(shape, name)
