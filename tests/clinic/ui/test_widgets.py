"""Plain widgets are drawn as Django's own templates draw them."""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from filiform.clinic.ui.forms import FiliformRenderer

HARD = "<b>\"&'"
CHOICES = [("", "Choose"), (1, "One"), (HARD, HARD)]
GROUPED = [("Group & co", [("a", "A"), ("b", HARD)]), ("c", "C")]


class Form(forms.Form):
    """One field of every kind that is drawn without a template, and some that are not."""

    words = forms.CharField(initial=HARD, widget=forms.TextInput(attrs={"data-x": HARD}))
    number = forms.IntegerField(initial=1234567, required=False)
    email = forms.EmailField(required=False, disabled=True)
    day = forms.DateField(initial="2026-01-10", widget=forms.DateInput(attrs={"type": "date"}))
    hidden = forms.CharField(initial=HARD, widget=forms.HiddenInput(attrs={"id": False}))
    box = forms.BooleanField(initial=True)
    radio = forms.ChoiceField(choices=CHOICES, initial=HARD, widget=forms.RadioSelect)
    many = forms.MultipleChoiceField(
        choices=CHOICES, initial=["1"], widget=forms.CheckboxSelectMultiple
    )
    select = forms.ChoiceField(choices=CHOICES, initial=1)
    grouped = forms.ChoiceField(choices=GROUPED, initial="b", required=False)
    several = forms.MultipleChoiceField(choices=GROUPED, initial=["a", "c"])
    text = forms.CharField(widget=forms.Textarea)


@pytest.mark.parametrize("name", Form.base_fields)
def test_a_field_is_drawn_as_django_draws_it(name: str) -> None:
    ours, theirs = Form(renderer=FiliformRenderer()), Form(renderer=DjangoTemplates())
    assert plain(str(ours[name])) == plain(str(theirs[name]))


@pytest.mark.parametrize("name", ["radio", "many", "select"])
def test_a_choice_by_itself_is_drawn_as_django_draws_it(name: str) -> None:
    ours, theirs = Form(renderer=FiliformRenderer()), Form(renderer=DjangoTemplates())
    for one, other in zip(ours[name], theirs[name], strict=True):
        assert plain(one.tag()) == plain(other.tag())
        assert plain(one.tag(wrap_label=True)) == plain(other.tag(wrap_label=True))


def plain(markup: str) -> str:
    return re.sub(r"\s*([<>])\s*", r"\1", markup)
