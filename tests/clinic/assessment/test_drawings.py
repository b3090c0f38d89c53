"""A pain drawing is kept stroke by stroke; nothing sent twice, late or wrong changes what it shows."""

import json
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from filiform.clinic.assessment.actions import (
    drawing as drawing_actions,
)
from filiform.clinic.assessment.actions import (
    record_marks,
    record_regions,
    record_strokes,
    start_assessment,
)
from filiform.clinic.assessment.models import DrawingStroke, PainDrawing, PainfulRegion
from filiform.clinic.assessment.queries import (
    drawing_of,
    drawing_on,
    drawings,
    painful_regions,
    regions_in_order,
)
from filiform.clinic.audit.action import Refused
from filiform.clinic.audit.models import AuditEvent
from filiform.clinic.episode.actions import change_status
from filiform.clinic.episode.models import Episode
from filiform.clinic.episode.status import Status
from filiform.clinic.people.actions.links import enter_by_link, make_link, new_token
from filiform.clinical.drawing import Stroke, StrokeKind
from filiform.clinical.findings import PainfulRegion as Painful
from filiform.clinical.findings import PainQuality
from filiform.kernel.side import Side
from tests.factories import a_clinic, a_clinician, a_patient, an_episode
from tests.factories.instants import NOW, TODAY

pytestmark = pytest.mark.django_db

ACROMION = ("anatomy/regions/acromion", Side.RIGHT)
TOP = ("anatomy/regions/shoulder-top", Side.LEFT)
DAY = timedelta(days=1)


def stroke(*places, sequence=1, kind=StrokeKind.PAINT, **said):
    return Stroke(
        id=uuid4(), sequence=sequence, made_at=NOW, kind=kind, places=places or (ACROMION,), **said
    )


def save(episode, by, *strokes, on=TODAY, at=NOW):
    return record_strokes(episode=episode, on=on, strokes=strokes, by=by, at=at)


def painted(episode, on=TODAY):
    drawing = drawing_on(episode, on)
    return drawing.pain if drawing else ()


def events(name: str) -> int:
    return AuditEvent.objects.filter(action=f"drawing.{name}").count()


def as_json(region="acromion", side="right", **said):
    return {
        "id": str(uuid4()),
        "sequence": 1,
        "made_at": "2026-01-10T09:30:00.000Z",
        "kind": "paint",
        "places": [{"region": region, "side": side}],
    } | said


def test_the_first_stroke_begins_the_drawing_of_the_day(episode, clinician):
    save(episode, clinician, stroke(intensity=7, quality=PainQuality.ACHING))
    region, side = ACROMION
    assert painted(episode) == (
        Painful(region=region, side=side, intensity=7, quality=PainQuality.ACHING, pain="1"),
    )
    assert events("strokes_recorded") == 1


def test_a_stroke_sent_twice_is_written_once_and_leaves_one_event(episode, clinician):
    one = stroke()
    for _ in range(2):
        save(episode, clinician, one)
    assert DrawingStroke.objects.count() == 1
    assert events("strokes_recorded") == 1


def test_strokes_that_arrive_late_count_where_they_were_made(episode, clinician):
    first, second = stroke(intensity=3), stroke(sequence=2, intensity=8)
    save(episode, clinician, second)
    save(episode, clinician, first)
    assert [one.intensity for one in painted(episode)] == [8]


def test_two_tabs_on_one_drawing_are_merged(episode, clinician):
    save(episode, clinician, stroke(ACROMION, intensity=4))
    save(episode, clinician, stroke(TOP, intensity=6))
    assert {(one.region, one.side) for one in painted(episode)} == {ACROMION, TOP}
    assert PainDrawing.objects.count() == 1


def test_the_stroke_of_another_drawing_is_refused_and_changes_nothing(episode, clinician):
    one = stroke()
    save(episode, clinician, one)
    other = an_episode(a_patient(episode.clinic, by=clinician), by=clinician)
    with pytest.raises(Refused, match="another drawing"):
        save(other, clinician, one, stroke(TOP))
    assert painted(other) == ()


def test_nothing_is_drawn_in_a_closed_episode_or_on_a_day_it_does_not_have(episode, clinician):
    for day in (episode.opened_on - DAY, TODAY + DAY):
        with pytest.raises(Refused, match="no such day"):
            save(episode, clinician, stroke(), on=day)
    change_status(
        episode=episode, status=Status.DECLINED, reason="moved away", by=clinician, at=NOW
    )
    with pytest.raises(Refused, match="closed"):
        save(episode, clinician, stroke())
    assert drawings(episode) == ()


def test_a_full_drawing_takes_no_more_and_loses_nothing(episode, clinician, monkeypatch):
    monkeypatch.setattr(drawing_actions, "MOST_STROKES", 2)
    save(episode, clinician, stroke(), stroke())
    with pytest.raises(Refused, match="this one is full"):
        save(episode, clinician, stroke(TOP))
    assert len(painted(episode)) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "smear"},
        {"pain": "6"},
        {"quality": "awful"},
        {"intensity": 11},
        {"kind": "undo"},
        {"undoes": UUID(int=1)},
    ],
)
def test_the_database_keeps_wrong_strokes_out(episode, clinician, wrong):
    drawing = save(episode, clinician, stroke())
    row = {
        "kind": "paint",
        "pain": "1",
        "clinic": episode.clinic,
        "drawing": drawing,
        "sequence": 1,
        "made_at": NOW,
        "recorded_by": clinician,
        "recorded_at": NOW,
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        DrawingStroke.objects.create(**row | wrong)


def test_a_list_draws_in_as_few_strokes_as_it_takes(episode, clinician):
    marks = {("1", ACROMION): (5, None), ("2", TOP): (None, PainQuality.NUMB)}
    for _ in range(2):
        record_marks(episode=episode, on=TODAY, marks=marks, by=clinician, at=NOW)
    assert {(one.pain, one.region): one.intensity for one in painted(episode)} == {
        ("1", ACROMION[0]): 5,
        ("2", TOP[0]): None,
    }
    assert DrawingStroke.objects.count() == 2
    assert events("marks_recorded") == 1


def test_what_the_patient_drew_is_what_hurts_at_the_assessment(episode, clinician, assessment):
    save(episode, clinician, stroke(intensity=7), stroke(TOP, intensity=2, pain="2"))
    assert painful_regions(episode) == (ACROMION, TOP)
    assert [one.intensity for one in regions_in_order(episode)] == [7, 2]


def test_the_list_of_the_assessment_changes_the_drawing(episode, clinician, assessment):
    save(episode, clinician, stroke(intensity=7, quality=PainQuality.SHARP))
    record_regions(assessment=assessment, regions={ACROMION: 4, TOP: None}, by=clinician, at=NOW)
    assert [(one.intensity, one.quality) for one in painted(episode)] == [
        (4, PainQuality.SHARP),
        (None, None),
    ]


def test_painful_regions_older_than_drawings_count_until_something_is_drawn(
    episode, clinician, assessment
):
    PainfulRegion.objects.create(
        clinic=episode.clinic,
        assessment=assessment,
        region=TOP[0],
        side=TOP[1],
        intensity=3,
        recorded_by=clinician,
        recorded_at=NOW,
    )
    assert painful_regions(episode) == (TOP,)
    record_regions(assessment=assessment, regions={}, by=clinician, at=NOW)
    assert painful_regions(episode) == ()
    save(episode, clinician, stroke(sequence=2))
    assert painful_regions(episode) == (ACROMION,)


def test_an_assessment_rests_on_the_latest_drawing_since_the_one_before(episode, clinician):
    week = timedelta(days=7)
    first = begin(episode, clinician, TODAY)
    save(episode, clinician, stroke(intensity=8))
    assert drawing_of(first).on == TODAY
    save(episode, clinician, stroke(TOP), on=TODAY + 6 * DAY, at=NOW + week)
    assert drawing_of(first).on == TODAY + 6 * DAY
    second = begin(episode, clinician, TODAY + week)
    assert drawing_of(first).on == TODAY
    assert drawing_of(second).on == TODAY + 6 * DAY
    third = begin(episode, clinician, TODAY + 2 * week)
    assert drawing_of(third) is None


def begin(episode, by, on):
    return start_assessment(episode=episode, on=on, row_id=uuid4(), by=by, at=NOW + (on - TODAY))


class TestAddress:
    """The address to which pages send strokes."""

    @pytest.fixture
    def mine(self, episode, clinician, client):
        token = new_token()
        make_link(patient=episode.patient, token=token, purpose="enter", by=clinician, at=NOW)
        client.force_login(enter_by_link(token=token, at=NOW))
        return client

    @pytest.fixture
    def today(self, episode):
        return episode.opened_on.isoformat()

    def address(self, episode, day):
        return reverse("assessment:my_strokes", args=[episode.pk, day])

    def post(self, client, address, body, **headers):
        content = body if isinstance(body, str) else json.dumps(body)
        return client.post(address, content, content_type="application/json", **headers)

    def test_a_patient_saves_strokes_and_reads_them_again(self, mine, episode, today):
        address, sent = self.address(episode, today), as_json(intensity=7, quality="sharp")
        answer = self.post(mine, address, {"strokes": [sent]})
        assert (answer.status_code, answer.json()) == (200, {"saved": [sent["id"]]})
        (read,) = mine.get(address).json()["strokes"]
        assert read["places"] == [{"region": ACROMION[0], "side": "right"}]
        assert (read["intensity"], read["quality"]) == (7, "sharp")
        assert drawings(Episode.objects.get(pk=episode.pk))[0].by_patient

    def test_strokes_are_read_as_they_were_sent(self, mine, episode, today):
        address, sent = self.address(episode, today), as_json()
        self.post(mine, address, {"strokes": [sent]})
        again = self.post(mine, address, mine.get(address).content.decode())
        assert again.json() == {"saved": [sent["id"]]}
        assert DrawingStroke.objects.count() == 1

    @pytest.mark.parametrize(
        ("body", "words"),
        [
            ({"strokes": [as_json(region="acromium")]}, "did you mean acromion"),
            ({"strokes": [as_json(side="midline")]}, "allowed: `left` or `right`"),
            ({"strokes": [as_json(intensity=11)]}, "from 0 to 10"),
            ({"strokes": [as_json() for _ in range(10_00)]}, "at most 200 at once"),
            ("{", "this is not JSON"),
        ],
    )
    def test_a_wrong_stroke_is_named_and_nothing_is_saved(self, mine, episode, today, body, words):
        answer = self.post(mine, self.address(episode, today), body)
        assert answer.status_code == 422
        assert words in answer.json()["faults"][0]
        assert drawings(episode) == ()

    def test_a_huge_body_is_not_even_read(self, mine, episode, today):
        answer = self.post(mine, self.address(episode, today), "x" * 600_000)
        assert answer.status_code == 413
        assert "at once" in answer.json()["faults"][0]

    def test_a_closed_episode_says_so(self, mine, episode, today, clinician):
        change_status(
            episode=episode, status=Status.DECLINED, reason="moved away", by=clinician, at=NOW
        )
        answer = self.post(mine, self.address(episode, today), {"strokes": [as_json()]})
        assert answer.status_code == 409
        assert "closed" in answer.json()["faults"][0]

    def test_another_patient_and_another_clinic_find_nothing(
        self, mine, episode, today, clinician, client
    ):
        other = an_episode(a_patient(episode.clinic, by=clinician), by=clinician)
        body = {"strokes": [as_json()]}
        assert self.post(mine, self.address(other, today), body).status_code == 404
        assert mine.get(self.address(other, today)).status_code == 404
        elsewhere = a_clinic()
        client.force_login(a_clinician(elsewhere))
        for slug in (elsewhere.slug, episode.clinic.slug):
            address = reverse("assessment:strokes", args=[slug, episode.pk, today])
            assert self.post(client, address, body).status_code == 404

    def test_a_clinician_draws_in_the_same_drawing(self, client, episode, today, clinician):
        client.force_login(clinician)
        address = reverse("assessment:strokes", args=[episode.clinic.slug, episode.pk, today])
        assert self.post(client, address, {"strokes": [as_json()]}).status_code == 200
        assert not drawings(episode)[0].by_patient

    def test_strokes_without_the_token_of_the_page_are_refused(self, episode, today, mine):
        mine.handler.enforce_csrf_checks = True
        answer = self.post(mine, self.address(episode, today), {"strokes": [as_json()]})
        assert answer.status_code == 403
        assert drawings(episode) == ()

    @pytest.mark.parametrize("day", ["2026-13-01", "today"])
    def test_what_is_no_day_is_not_found(self, mine, episode, day):
        assert mine.get(self.address(episode, day)).status_code == 404
