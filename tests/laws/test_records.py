"""Laws of reading a record: what must hold whatever stands in it, in whatever order."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from filiform.clinical.facts import Standing
from filiform.clinical.screening import screen
from filiform.knowledge.model.terminology import CodeSet, ResourceKind
from tests.unit.interop.a_record import (
    ON,
    Resource,
    a_bundle,
    a_condition,
    a_patient,
    a_prescription,
    concept,
    library,
    only,
    status,
)

DAYS = st.dates(min_value=date(2000, 1, 1), max_value=ON + timedelta(days=400)).map(date.isoformat)
VOID = status("entered-in-error")


def codings(kind: ResourceKind) -> list[Resource]:
    """A concept for some of the codes of every set that is looked for in that kind of entry."""
    return [
        concept(system.uri, entry.code, entry.display)
        for code_set in library().all(CodeSet)
        if kind in code_set.found_in
        for system, entries in code_set.codes.items()
        for entry in entries[:6]
    ]


@st.composite
def entries(draw: st.DrawFn) -> Resource:
    """A condition or a prescription, of any status and day."""
    identifier = f"r{draw(st.integers(0, 10**6))}"
    if draw(st.booleans()):
        code = draw(st.sampled_from(codings(ResourceKind.CONDITION)))
        clinical = draw(st.sampled_from(["active", "resolved", "remission", "relapse"]))
        sure = status(
            draw(st.sampled_from(["confirmed", "unconfirmed", "refuted", "entered-in-error"]))
        )
        known = a_condition(code, id=identifier, clinical=clinical, verificationStatus=sure)
        return known | {"onsetDateTime": draw(DAYS)}
    code = draw(st.sampled_from(codings(ResourceKind.MEDICATION)))
    state = draw(st.sampled_from(["active", "stopped", "on-hold", "entered-in-error"]))
    return a_prescription(code, id=identifier, status=state, authoredOn=draw(DAYS))


RECORDS = st.lists(entries(), max_size=8, unique_by=lambda one: (one["resourceType"], one["id"]))


def facts(*resources: Resource) -> Any:
    return only(a_bundle(*resources)).facts


@given(RECORDS, st.randoms(use_true_random=False))
def test_the_order_of_resources_does_not_matter(record: list[Resource], random: Any) -> None:
    shuffled = [a_patient(), *record]
    random.shuffle(shuffled)
    assert facts(*shuffled) == facts(a_patient(), *record)


@given(RECORDS, entries())
def test_an_entry_made_in_error_changes_nothing(record: list[Resource], entry: Resource) -> None:
    is_condition = entry["resourceType"] == "Condition"
    void = entry | (
        {"verificationStatus": VOID} if is_condition else {"status": "entered-in-error"}
    )
    assert facts(a_patient(), *record, void | {"id": "void"}) == facts(a_patient(), *record)


@given(RECORDS.filter(bool), st.data())
def test_repeating_a_resource_changes_nothing(record: list[Resource], data: st.DataObject) -> None:
    again = data.draw(st.sampled_from(record))
    assert facts(a_patient(), *record, again) == facts(a_patient(), *record)


@given(RECORDS, entries())
def test_one_more_entry_never_loosens_the_verdict(record: list[Resource], entry: Resource) -> None:
    before = screen(facts(a_patient(), *record), library())
    after = screen(facts(a_patient(), *record, entry | {"id": "more"}), library())
    assert after.verdict.rank >= before.verdict.rank


@given(RECORDS, entries())
def test_one_more_entry_takes_no_current_finding_away(
    record: list[Resource], entry: Resource
) -> None:
    def current(*resources: Resource) -> set[str]:
        found = facts(a_patient(), *resources).record
        return {one.finding for one in found if one.standing is Standing.CURRENT}

    assert current(*record) <= current(*record, entry | {"id": "more"})


@given(RECORDS, DAYS)
def test_nothing_after_the_day_counts(record: list[Resource], day: str) -> None:
    on = date.fromisoformat(day)
    content = a_bundle(a_patient(), *record)
    dated = [e.date for one in only(content, on).facts.record for e in one.evidence if e.date]
    assert all(date.fromisoformat(when) <= on for when in dated)
