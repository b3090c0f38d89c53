"""Laws of a pain drawing: what strokes come to depends on the strokes, and on nothing else."""

import json
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from filiform.clinical.drawing import (
    PAINS,
    DrawingChangeKind,
    Stroke,
    StrokeKind,
    compare_drawings,
    drawn,
    in_order,
    marks_from_list,
    marks_of,
    painted_share,
    read_strokes,
    redraw,
)
from filiform.clinical.findings import PainfulRegion, PainQuality
from filiform.kernel.side import Side
from filiform.knowledge.library import load_library

START = datetime(2026, 1, 10, 9, tzinfo=UTC)
PLACES = tuple(
    (f"anatomy/regions/{name}", side)
    for name in ("shoulder-top", "acromion", "shoulder-anterior")
    for side in (Side.LEFT, Side.RIGHT)
)
IDS = [UUID(int=number) for number in range(12)]
PAINT = (StrokeKind.PAINT, StrokeKind.CHANGE)


@st.composite
def strokes(draw: st.DrawFn) -> list[Stroke]:
    """Some strokes of a few devices, in any order, with undos of what came before, after, or never."""
    ids = draw(st.lists(st.sampled_from(IDS), unique=True, max_size=len(IDS)))
    return [draw(_stroke(one)) for one in ids]


@st.composite
def _stroke(draw: st.DrawFn, identity: UUID) -> Stroke:
    kind = draw(st.sampled_from(StrokeKind))
    touches = kind in (*PAINT, StrokeKind.ERASE)
    return Stroke(
        id=identity,
        sequence=draw(st.integers(1, 8)),
        made_at=START + timedelta(seconds=draw(st.integers(0, 3))),
        kind=kind,
        pain=draw(st.sampled_from(PAINS[:2])),
        places=tuple(draw(st.lists(st.sampled_from(PLACES), min_size=1, max_size=3, unique=True)))
        if touches
        else (),
        intensity=draw(st.none() | st.integers(0, 10)) if kind in PAINT else None,
        quality=draw(st.none() | st.sampled_from(PainQuality)) if kind in PAINT else None,
        undoes=draw(st.sampled_from(IDS)) if kind is StrokeKind.UNDO else None,
    )


@given(strokes())
def test_a_drawing_is_what_the_slow_reading_of_its_strokes_says(given: list[Stroke]) -> None:
    assert drawn(given) == slowly_drawn(given)


def slowly_drawn(strokes: list[Stroke]) -> tuple[PainfulRegion, ...]:
    """Place by place, stroke by stroke: what stands is asked anew every time."""

    def stands(stroke: Stroke) -> bool:
        return not any(
            one.undoes == stroke.id and one.order > stroke.order and stands(one)
            for one in strokes
            if one.kind is StrokeKind.UNDO
        )

    found = []
    for pain in PAINS:
        for region, side in sorted(PLACES):
            painted, intensity, quality = False, None, None
            for stroke in sorted(strokes, key=lambda one: one.order):
                touched = stroke.kind is StrokeKind.CLEAR or (region, side) in stroke.places
                if stroke.pain != pain or not touched or not stands(stroke):
                    continue
                if stroke.kind in (StrokeKind.ERASE, StrokeKind.CLEAR):
                    painted, intensity, quality = False, None, None
                elif painted or stroke.kind is StrokeKind.PAINT:
                    painted = True
                    intensity = stroke.intensity if stroke.intensity is not None else intensity
                    quality = stroke.quality or quality
            if painted:
                said = {"intensity": intensity, "quality": quality, "pain": pain}
                found.append(PainfulRegion(region=region, side=side, **said))
    return tuple(found)


@given(strokes(), st.randoms())
def test_the_order_of_arrival_and_repeats_change_nothing(given: list[Stroke], random) -> None:
    shuffled = given + given[:3]
    random.shuffle(shuffled)
    assert drawn(shuffled) == drawn(given)


@given(strokes(), st.integers(0, len(IDS)))
def test_two_tabs_that_send_their_strokes_apart_come_to_one_drawing(
    given: list[Stroke], cut: int
) -> None:
    one, other = given[:cut], given[cut:]
    assert drawn([*one, *other]) == drawn([*other, *one])


@given(strokes().filter(bool))
def test_undoing_the_last_stroke_gives_the_drawing_before_it(given: list[Stroke]) -> None:
    last = in_order(given)[-1]
    undo = Stroke(
        id=UUID(int=99),
        sequence=last.sequence + 1,
        made_at=START,
        kind=StrokeKind.UNDO,
        undoes=last.id,
    )
    assert drawn([*given, undo]) == drawn([one for one in given if one.id != last.id])


@given(strokes().filter(bool))
def test_undoing_an_undo_does_the_stroke_again(given: list[Stroke]) -> None:
    undone, at = in_order(given)[-1].id, in_order(given)[-1].sequence
    undos = []
    for number in (1, 2):
        identity = UUID(int=100 + number)
        undos.append(
            Stroke(
                id=identity,
                sequence=at + number,
                made_at=START,
                kind=StrokeKind.UNDO,
                undoes=undone,
            )
        )
        undone = identity
    assert drawn([*given, *undos]) == drawn(given)


@given(strokes(), strokes())
def test_a_list_redraws_any_drawing_into_any_other(one: list[Stroke], other: list[Stroke]) -> None:
    held, wanted = drawn(one), drawn(other)
    following = [
        Stroke(
            id=UUID(int=1000 + number),
            sequence=100 + number,
            made_at=START,
            kind=each.kind,
            pain=each.pain,
            places=each.places,
            intensity=each.intensity,
            quality=each.quality,
        )
        for number, each in enumerate(redraw(marks_of(held), marks_of(wanted)))
    ]
    assert drawn([*one, *following]) == wanted
    assert not redraw(marks_of(wanted), marks_of(wanted))


@given(strokes(), st.dictionaries(st.sampled_from(PLACES), st.none() | st.integers(0, 10)))
def test_a_list_without_pains_hurts_where_and_as_much_as_it_says(given, listed) -> None:
    wanted = marks_from_list(marks_of(drawn(given)), listed)
    assert {place for _, place in wanted} == set(listed)
    for place, intensity in listed.items():
        rated = [said[0] for (_, where), said in wanted.items() if where == place]
        assert max((one for one in rated if one is not None), default=None) == intensity


@given(strokes(), strokes())
def test_looked_at_from_the_other_end_new_is_gone_and_stronger_is_weaker(one, other) -> None:
    turned = {
        DrawingChangeKind.NEW: DrawingChangeKind.GONE,
        DrawingChangeKind.GONE: DrawingChangeKind.NEW,
        DrawingChangeKind.STRONGER: DrawingChangeKind.WEAKER,
        DrawingChangeKind.WEAKER: DrawingChangeKind.STRONGER,
        DrawingChangeKind.SAME: DrawingChangeKind.SAME,
    }
    there, back = (compare_drawings(*pair) for pair in (
        (drawn(one), drawn(other)),
        (drawn(other), drawn(one)),
    ))  # fmt: skip
    assert [(x.place, turned[x.kind]) for x in there] == [(x.place, x.kind) for x in back]


@given(strokes())
def test_the_painted_share_counts_each_place_once_and_never_what_does_not_hurt(given) -> None:
    shares = {region: 5.0 for region, _ in PLACES}
    places = {(one.region, one.side) for one in drawn(given) if one.intensity != 0}
    assert painted_share(drawn(given), shares) == 5.0 * len(places)


@given(strokes())
def test_strokes_survive_their_way_as_json(given: list[Stroke]) -> None:
    sent = [
        {
            "id": str(one.id),
            "sequence": one.sequence,
            "made_at": one.made_at.isoformat(),
            "kind": one.kind,
            "pain": one.pain,
            "places": [{"region": region, "side": side} for region, side in one.places],
            "intensity": one.intensity,
            "quality": one.quality,
            "undoes": str(one.undoes) if one.undoes else None,
        }
        for one in given
    ]
    read = read_strokes(json.dumps({"strokes": sent}), load_library(), most=len(sent))
    assert list(read) == given
