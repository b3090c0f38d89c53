"""What the gallery shows: invented people, invented sources and sentences that give no clinical advice."""

from typing import Any

from django import forms

from filiform.clinic.ui import gallery_charts, parts
from filiform.clinic.ui.forms import AnswerField, DayField, ScaleField

STAGES = {
    "screening": "Screening",
    "assessment": "Assessment",
    "planning": "Planning",
    "needling": "Needling",
    "aftercare": "Aftercare",
    "outcomes": "Outcomes",
}

SOURCE = parts.SourceLine(
    title="Example A, Example B. A specimen of a source. Journal of Specimens, 2020.",
    locator="p. 12, table 2",
    supports="What the source says, in our own words.",
    url="#sources",
)
RETRACTED = parts.SourceLine(
    title="Example C. A specimen that was withdrawn. Journal of Specimens, 2011.", retracted=True
)
REASONS = (
    parts.ReasonGroup(
        "Red flags",
        (
            parts.ReasonLine(
                sentence="A specimen of a sign that a doctor must see today.",
                severity="red_flag",
                action="What to do comes from the knowledge library, in one sentence.",
                basis="Answered by the patient, 3 March 2026",
                sources=(SOURCE,),
                review="clinician_approved",
            ),
        ),
    ),
    parts.ReasonGroup(
        "Contraindications",
        (
            parts.ReasonLine(
                sentence="A specimen of something that rules needling out here.",
                severity="contraindication",
                action="What to do instead.",
                basis="From the record",
                evidence=("Condition, 12 January 2026: an example of a coded condition",),
                certainty="How sure the sources are, in words.",
                sources=(SOURCE, RETRACTED),
                review="checked_against_source",
            ),
        ),
    ),
    parts.ReasonGroup(
        "Precautions",
        (
            parts.ReasonLine(
                sentence="A specimen of something that asks for care.",
                severity="precaution",
                action="What to do differently.",
                basis="From the record and confirmed",
                evidence=("MedicationRequest, 2 February 2026: an example of a medicine",),
                sources=(SOURCE,),
            ),
        ),
    ),
    parts.ReasonGroup(
        "In favour",
        (
            parts.ReasonLine(
                sentence="A specimen of a reason to go on.",
                severity="indication",
                sources=(SOURCE,),
            ),
        ),
    ),
)
CONSTRAINTS = (
    parts.ConstraintLine(
        "forbid",
        "an example of a region",
        reason="Why it is forbidden, in one sentence.",
        expires="Until 1 May 2026",
        sources=(SOURCE,),
    ),
    parts.ConstraintLine("caution", "every deep muscle", reason="Why it asks for care."),
    parts.ConstraintLine(
        "caution",
        "an example of a technique",
        overridden_by="Set aside by Jo Example until 4 April 2026: the reason in their words.",
    ),
)
VERDICTS = (
    ("suitable", "Needling suits this person"),
    ("suitable_with_precautions", "Suitable, with precautions"),
    ("not_now", "Not now"),
    ("not_suitable", "Not suitable"),
    ("refer_now", "See a doctor today"),
)
IDENTITY = parts.IdentityStrip(
    name="Robin Example",
    age="47",
    sex="female",
    number="000 123",
    url="#",
    allergies="latex",
    forbids="1 forbidden",
    cautions="2 cautions",
    limits_url="#constraints",
)


class SpecimenForm(forms.Form):
    """One field of each kind, with hints."""

    goal = forms.CharField(
        label="What would you like to do again?",
        widget=forms.Textarea,
        help_text="In your own words.",
    )
    depth = forms.IntegerField(label="Depth", required=False)
    seen_on = DayField(label="Date")
    side = forms.ChoiceField(
        label="Side",
        choices=(("l", "Left"), ("r", "Right"), ("b", "Both")),
        widget=forms.RadioSelect,
    )
    regions = forms.MultipleChoiceField(
        label="Where does it hurt?",
        help_text="Choose every one that fits.",
        choices=(("n", "Neck"), ("s", "Shoulder"), ("e", "Elbow")),
        widget=forms.CheckboxSelectMultiple,
    )
    protocol = forms.ChoiceField(
        label="Protocol",
        choices=(("", "Choose one"), ("a", "An example"), ("b", "Another example")),
    )
    agreed = forms.BooleanField(label="I have read the sheet and had my questions answered")
    inserted = forms.IntegerField(label="Needles inserted", initial=3, min_value=0, max_value=20)
    pain = ScaleField(minimum=0, maximum=10, label="Pain now", help_text="Choose one number.")


class QuestionForm(forms.Form):
    """One question of a questionnaire."""

    answer = AnswerField(
        label="Do you take a medicine that thins your blood?",
        help_text="A specimen of a hint: names of what is meant, in plain words.",
    )


def components() -> dict[str, Any]:
    """Everything the gallery page shows."""
    return {
        "stages": parts.pathway(
            STAGES, now="planning", urls={"screening": "#", "assessment": "#", "planning": "#"}
        ),
        "first_stages": parts.pathway(STAGES, now="screening"),
        "last_stages": parts.pathway(STAGES, now="outcomes", urls=dict.fromkeys(STAGES, "#")),
        "identity": IDENTITY,
        "verdicts": [parts.DecisionCard(verdict, label) for verdict, label in VERDICTS],  # type: ignore[arg-type]  # the pairs above are literals
        "decision": parts.DecisionCard(
            "suitable_with_precautions",
            "Suitable, with precautions",
            summary="One sentence that a clinician can read aloud.",
            groups=REASONS,
            constraints=CONSTRAINTS,
            unanswered=("A specimen of a question that nobody has answered yet.",),
            decided="Decided 3 March 2026 at 10:32 with knowledge library 0.1.0",
        ),
        "form": SpecimenForm(initial={"pain": 4}),
        "wrong": SpecimenForm(
            {
                "wrong-depth": "deep",
                "wrong-goal": "",
                "wrong-side": "x",
                "wrong-regions": ["n"],
                "wrong-agreed": "on",
            },
            prefix="wrong",
        ),
        "question": QuestionForm(initial={"answer": "not_sure"})["answer"],
        "muscles": ("Upper trapezius, right", "Infraspinatus, right"),
        "reviews": ("unreviewed", "checked_against_source", "clinician_approved"),
        **records(),
        **gallery_charts.charts_shown(),
    }


def records() -> dict[str, Any]:
    """Lists, tables and pages of results."""
    return {
        "rows": (
            parts.SummaryRow("Goal", "To lift my grandchild", url="#", change="Change"),
            parts.SummaryRow("Agreed with", "Jo Example, physiotherapist"),
            parts.SummaryRow("Next visit", "Tuesday 10 March 2026, 09:30", url="#"),
        ),
        "tasks": (
            parts.TaskRow("Answer the questions", "Done", "done", "#"),
            parts.TaskRow(
                "Confirm what the record says",
                "3 of 5",
                "doing",
                "#",
                hint="Facts older than a year are asked again.",
            ),
            parts.TaskRow("Decide", "To do", "todo", "#"),
            parts.TaskRow("Plan", "Waits for the decision", "blocked"),
        ),
        "table": parts.Table(
            "Needles by muscle",
            (
                parts.Column("Muscle"),
                parts.Column("Inserted", number=True),
                parts.Column("Removed", number=True),
                parts.Column("Twitches", number=True),
            ),
            (
                (parts.Cell("Upper trapezius, right", "#"), "3", "3", "2"),
                (parts.Cell("Infraspinatus, right", "#"), "11", "11", "10"),
                (parts.Cell("Levator scapulae, right", "#"), "1", "1", "0"),
            ),
        ),
        "pager": parts.Pager("51–100 of 700", "#", "#"),
    }


def question() -> dict[str, Any]:
    """The patient's page: one question."""
    return {"question": QuestionForm(), "number": "3", "of": "12"}


def workspace() -> dict[str, Any]:
    """The clinician's page: a plan half-way."""
    return components()
