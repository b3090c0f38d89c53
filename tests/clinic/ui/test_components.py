"""The components: what stands in the page when a presenter hands them a shape."""

import re
from datetime import date
from typing import Any

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler

from filiform.clinic.ui import parts
from filiform.clinic.ui.forms import AnswerField, DayField, ScaleField

STAGES = {"screening": "Screening", "planning": "Planning", "outcomes": "Outcomes"}
SOURCE = parts.SourceLine("A specimen of a source", locator="p. 12", supports="What it says")


class Visit(forms.Form):
    depth = forms.IntegerField(label="Depth", help_text="In millimetres.")
    pain = ScaleField(minimum=0, maximum=10, label="Pain now")
    answer = AnswerField(label="A question?")
    note = forms.CharField(required=False)


@pytest.fixture(autouse=True)
def renderer(settings: Any) -> None:
    settings.FORM_RENDERER = "filiform.clinic.ui.forms.FiliformRenderer"
    forms.renderers.get_default_renderer.cache_clear()


def shown(template: str, **context: Any) -> str:
    """A template as a page would have it, with runs of space made one."""
    rendered = engines["django"].from_string(CottonCompiler().process(template)).render(context)
    return re.sub(r"\s+", " ", rendered)


def ids(html: str) -> set[str]:
    return set(re.findall(r'\sid="([^"]+)"', html))


def test_the_pathway_says_done_now_and_to_come_in_words() -> None:
    stages = parts.pathway(STAGES, now="planning", urls={"screening": "/s"})
    html = shown('<c-pathway :stages="stages" />', stages=stages)
    assert [word in html for word in ("Done", "Now", "To come")] == [True, True, True]
    assert html.count('aria-current="step"') == 1
    assert 'href="/s"' in html


def test_a_stage_without_an_address_is_no_link() -> None:
    html = shown('<c-pathway :stages="stages" />', stages=parts.pathway(STAGES, now="screening"))
    assert "<a " not in html


@pytest.mark.parametrize("path", ["/s/", "/s/1/check-in/"])
def test_the_stage_whose_page_is_open_is_marked_beside_the_one_that_is_now(path: str) -> None:
    stages = parts.pathway(STAGES, now="planning", urls={"screening": "/s/", "planning": "/p/"})
    html = shown(
        '<c-pathway :stages="stages" />', stages=stages, request=RequestFactory().get(path)
    )
    assert re.search(r'href="/s/" aria-current="page"', html)
    assert re.search(r'href="/p/" aria-current="step"', html)
    assert "<strong>Screening</strong> · now at Planning, 2 of 3" in html


def test_a_stage_that_is_not_on_the_pathway_is_refused() -> None:
    with pytest.raises(ValueError, match="allowed: screening, planning, outcomes"):
        parts.pathway(STAGES, now="surgery")


@pytest.mark.parametrize(
    ("severity", "word"),
    [
        ("red_flag", "Red flag"),
        ("contraindication", "Contraindication"),
        ("precaution", "Precaution"),
    ],
)
def test_a_reason_says_its_severity_shows_its_source_and_how_far_it_was_checked(
    severity: Any, word: str
) -> None:
    reason = parts.ReasonLine("A specimen.", severity, sources=(SOURCE,), review="unreviewed")
    html = shown('<c-reason :reason="reason" />', reason=reason)
    for words in (word, "A specimen of a source", "p. 12", "What it says", "Not yet reviewed"):
        assert words in html


def test_a_decision_shows_its_verdict_reasons_constraints_and_what_is_unanswered() -> None:
    decision = parts.DecisionCard(
        "not_now",
        "Not now",
        groups=(
            parts.ReasonGroup("Contraindications", (parts.ReasonLine("Why.", "contraindication"),)),
        ),
        constraints=(parts.ConstraintLine("forbid", "an example of a region"),),
        unanswered=("A question.",),
    )
    html = shown('<c-decision :decision="decision">What next</c-decision>', decision=decision)
    for words in (
        "Not now",
        "Contraindications",
        "Why.",
        "Forbidden: an example of a region",
        "A question.",
        "What next",
    ):
        assert words in html


def test_a_retracted_source_says_so() -> None:
    html = shown(
        '<c-source :source="source" />', source=parts.SourceLine("Withdrawn", retracted=True)
    )
    assert "Retracted" in html


def test_what_a_patient_typed_is_escaped() -> None:
    rows = (parts.SummaryRow("Goal", "<script>alert(1)</script>"),)
    assert "<script>" not in shown('<c-summary-list :rows="rows" />', rows=rows)


def test_a_hint_and_an_error_are_tied_to_their_control() -> None:
    html = shown('<c-field :field="form.depth" unit="mm" />', form=Visit({"depth": "deep"}))
    (tied,) = re.findall(r'aria-describedby="([^"]+)"', html)
    assert set(tied.split()) == {"id_depth_helptext", "id_depth_error"} <= ids(html)
    assert 'aria-invalid="true"' in html
    assert "mm" in html


def test_the_errors_of_a_choice_are_tied_to_its_group() -> None:
    html = shown('<c-scale :field="form.pain" low="none" high="worst" />', form=Visit({}))
    assert re.search(r'<fieldset[^>]*aria-describedby="id_pain_error"', html)
    assert "id_pain_error" in ids(html)


def test_the_ends_of_a_scale_are_read_in_one_piece() -> None:
    html = shown('<c-scale :field="form.pain" low="No pain" high="Worst" />', form=Visit())
    assert '<span class="visually-hidden">0, No pain</span>' in html
    assert '<span class="visually-hidden">10, Worst</span>' in html


def test_a_field_group_of_django_looks_as_the_component_does() -> None:
    form = Visit({"depth": "deep"})
    assert (
        shown("{{ form.depth.as_field_group }}", form=form).strip()
        == shown('<c-field :field="form.depth" />', form=form).strip()
    )


def test_a_whole_form_comes_out_with_its_errors() -> None:
    html = shown("{{ form }}", form=Visit({}))
    assert html.count('class="error"') == 3
    assert "(optional)" in html


def test_each_line_of_an_error_summary_leads_to_a_control_that_exists() -> None:
    html = shown('<c-error-summary :form="form" />{{ form }}', form=Visit({}))
    targets = re.findall(r'href="#([^"]+)"', html)
    assert targets == ["id_depth", "id_pain_0", "id_answer_0"]
    assert set(targets) <= ids(html)


def test_a_form_without_errors_has_no_error_summary() -> None:
    assert shown('<c-error-summary :form="form" />', form=Visit()).strip() == ""


def test_a_scale_cleans_to_a_whole_number() -> None:
    form = Visit({"depth": "30", "pain": "4", "answer": "not_sure"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["pain"] == 4


def test_a_day_is_shown_as_the_browser_wants_it_and_cleaned_to_a_date() -> None:
    class Booking(forms.Form):
        on = DayField(label="Day")

    assert 'value="2026-03-05"' in shown(
        "{{ form }}", form=Booking(initial={"on": date(2026, 3, 5)})
    )
    form = Booking({"on": "2026-03-05"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["on"] == date(2026, 3, 5)


def test_a_scale_with_its_ends_swapped_is_refused() -> None:
    with pytest.raises(ValueError, match="must be less than"):
        ScaleField(minimum=10, maximum=0)


def test_a_stepper_without_a_field_works_as_two_submit_buttons() -> None:
    html = shown(
        '<c-stepper label="Needles removed" name="removed" value="0" at_least="0" hx-post="/x" />'
    )
    assert html.count('type="submit"') == 2
    assert html.count('hx-post="/x"') == 2
    assert html.count("disabled") == 1
    assert "One more: Needles removed" in html


def test_a_button_with_an_address_is_a_link() -> None:
    assert '<a class="button secondary" href="/x"' in shown(
        '<c-button kind="secondary" href="/x">Go</c-button>'
    )


def test_a_table_heads_its_rows_and_aligns_its_figures() -> None:
    table = parts.Table(
        "Needles",
        (parts.Column("Muscle"), parts.Column("In", number=True)),
        ((parts.Cell("A", "/a"), "3"),),
    )
    html = shown('<c-table :table="table" stacks="true" />', table=table)
    assert '<th scope="row"><a href="/a">A</a></th>' in html
    assert '<td data-label="In" class="number">3</td>' in html


def test_a_table_shows_a_nought_and_an_empty_cell_as_they_are() -> None:
    table = parts.Table(
        "Needles",
        (parts.Column("Muscle"), parts.Column("In", number=True), parts.Column("Note")),
        ((parts.Cell("A"), "0", parts.Cell("")),),
    )
    html = shown('<c-table :table="table" />', table=table)
    assert ">0</td>" in html
    assert '<td data-label="Note"></td>' in html


def test_mappings_with_the_same_keys_work_as_the_shapes_do() -> None:
    table = {
        "caption": "Needles",
        "columns": [{"label": "Muscle"}, {"label": "In", "number": True}],
        "rows": [[{"text": "A"}, "3"]],
    }
    html = shown('<c-table :table="table" />', table=table)
    assert "A</th>" in html
    assert 'class="number"' in html


@pytest.mark.parametrize("kind", ["calm", "caution", "emergency"])
def test_a_care_card_has_a_heading_and_an_emergency_says_that_it_is_one(kind: str) -> None:
    html = shown(
        '<c-care-card kind="{{ kind }}" title="Do this"><p>First.</p></c-care-card>', kind=kind
    )
    assert "Do this" in html
    assert ("Emergency: " in html) is (kind == "emergency")
