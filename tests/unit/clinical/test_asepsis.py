"""What is asked for to keep needling clean, where bodies of guidance differ."""

import msgspec
import pytest

from filiform.clinical.after_needling import steps_at
from filiform.clinical.asepsis import asepsis_at, positions_in
from filiform.knowledge.library import Library, load_library
from filiform.knowledge.model.needling import AsepsisMoment, AsepsisPractice, Stance

LIBRARY = load_library()
SKIN = LIBRARY.get("needling/asepsis/skin-disinfection", AsepsisPractice)
UK = "aftercare/jurisdictions/gb"


def test_a_clinic_follows_the_bodies_of_its_own_country() -> None:
    assert [one.stance for one in positions_in(UK, SKIN)] == [Stance.IN_SOME_PLACES]


def test_a_country_without_a_body_of_its_own_hears_those_that_speak_for_none() -> None:
    heard = positions_in("aftercare/jurisdictions/es", SKIN)
    assert heard
    assert all(not one.jurisdictions for one in heard)


def test_what_south_africa_asks_for_is_asked_for_there_and_nowhere_else() -> None:
    notice = "South African Board Notice 121"
    for name in ("skin-disinfection", "clean-hands", "gloves"):
        practice = LIBRARY.get(f"needling/asepsis/{name}", AsepsisPractice)
        own = positions_in("aftercare/jurisdictions/za", practice)
        elsewhere = positions_in("aftercare/jurisdictions/es", practice)
        assert [one.said_by for one in own] == [notice]
        assert notice not in {one.said_by for one in elsewhere}


def test_a_slip_of_wording_takes_no_practice_away() -> None:
    asked = asepsis_at(AsepsisMoment.INSERTING, "aftercare/jurisdictions/za", LIBRARY)
    assert "needling/asepsis/needle-is-held-by-the-handle" in {one.practice.id for one in asked}


def test_what_every_body_of_a_country_calls_needless_is_not_asked_for() -> None:
    needless = tuple(
        msgspec.structs.replace(one, stance=Stance.NOT_NEEDED) for one in SKIN.positions
    )
    other = msgspec.structs.replace(SKIN, positions=needless)
    library = Library({**{one.id: one for one in LIBRARY}, SKIN.id: other}, "another")

    def asked(which: Library) -> set[str]:
        return {one.practice.id for one in asepsis_at(AsepsisMoment.PREPARING, UK, which)}

    assert asked(LIBRARY) - asked(library) == {SKIN.id}


def test_hours_before_a_session_are_refused() -> None:
    with pytest.raises(ValueError, match="0 or more, and were given as -1"):
        steps_at(-1, LIBRARY)
