"""Pain drawings in rows: one drawing a day of an episode, and its strokes. Nothing of it is ever changed."""

from django.db import models

from filiform.clinic.people.models import ClinicRow, belongs_to_clinic
from filiform.clinical.drawing import PAINS, StrokeKind
from filiform.clinical.findings import PainQuality

KINDS = tuple(kind.value for kind in StrokeKind)
QUALITIES = tuple(quality.value for quality in PainQuality)
UNDO = StrokeKind.UNDO.value


class PainDrawing(ClinicRow):
    """Where it hurt on one day of an episode, as drawn by the patient, by a clinician, or by both."""

    clinic = belongs_to_clinic("pain_drawings")
    episode = models.ForeignKey("episode.Episode", models.PROTECT, related_name="pain_drawings")
    on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["episode", "on"], name="pain_drawing_of_a_day")
        ]

    def __str__(self) -> str:
        return f"Pain drawing of {self.on}"


class DrawingStroke(ClinicRow):
    """One stroke of a drawing. Its id comes from the device that made it, so that a repeat is noticed.

    `places` is a list of `[region, side]`; `sequence` and `made_at` are the device's, and order the
    strokes; `recorded_at` is when the stroke arrived.
    """

    clinic = belongs_to_clinic("drawing_strokes")
    drawing = models.ForeignKey(PainDrawing, models.PROTECT, related_name="strokes")
    sequence = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    kind = models.CharField(max_length=6)
    pain = models.CharField(max_length=1)
    places = models.JSONField(default=list)
    intensity = models.PositiveSmallIntegerField(null=True, blank=True)
    quality = models.CharField(max_length=8, blank=True)
    undoes = models.UUIDField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="drawing_stroke_kind"),
            models.CheckConstraint(condition=models.Q(pain__in=PAINS), name="drawing_stroke_pain"),
            models.CheckConstraint(
                condition=models.Q(quality__in=("", *QUALITIES)), name="drawing_stroke_quality"
            ),
            models.CheckConstraint(
                condition=models.Q(intensity=None) | models.Q(intensity__lte=10),
                name="drawing_stroke_intensity",
            ),
            models.CheckConstraint(
                condition=models.Q(undoes__isnull=False, kind=UNDO)
                | (models.Q(undoes=None) & ~models.Q(kind=UNDO)),
                name="drawing_stroke_undoes_something",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pain}"
