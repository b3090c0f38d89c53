"""The page beside the table, whole or in its live parts; every view of a session ends here."""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any
from uuid import UUID, uuid4

import msgspec
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.audit.action import Refused
from filiform.clinic.knowledge import library
from filiform.clinic.needling.forms import AddendumForm, AnswersForm, NeedlesForm, OffPlanForm
from filiform.clinic.needling.models import NeedlingSession
from filiform.clinic.needling.presenters.aside import may_set_aside
from filiform.clinic.needling.presenters.at_hand import (
    people_at_the_table,
    to_recover,
    troubles,
)
from filiform.clinic.needling.presenters.billing import code_line
from filiform.clinic.needling.presenters.board import Table
from filiform.clinic.needling.presenters.consent import withdrawal_line
from filiform.clinic.needling.presenters.count import count_line, count_terms
from filiform.clinic.needling.presenters.deviations import deviations_of
from filiform.clinic.needling.presenters.found import found_rows
from filiform.clinic.needling.presenters.into import into
from filiform.clinic.needling.presenters.minutes import minutes_part
from filiform.clinic.needling.presenters.practice import practice_lines, supervision_line
from filiform.clinic.needling.presenters.response import response_as_sent, response_lines
from filiform.clinic.needling.presenters.session import (
    STOPS,
    dock_taps,
    muscle_cards,
    muscle_rows,
    packet_line,
    shared_stops,
    sharp_pain_words,
)
from filiform.clinic.needling.presenters.signed import signed_page
from filiform.clinic.needling.queries import (
    minutes_of,
    questions_before,
    session_in_clinic,
    session_standing,
    signature_of,
)
from filiform.clinic.people.models import Practitioner
from filiform.clinic.people.queries_of_practice import practitioners_of
from filiform.clinic.planning.presenters.muscles import gathered
from filiform.clinic.screening.presenters import decision_card, label_of, stage_page
from filiform.clinical.ledger import needle_count

REFUSED = HTTPStatus.CONFLICT
UNREADABLE = HTTPStatus.UNPROCESSABLE_ENTITY


def session_for_staff(request: Any, episode: UUID, session: UUID) -> NeedlingSession:
    """A session of one of the clinic's episodes; 404 for every other."""
    found = session_in_clinic(request.clinic, episode, session)
    if found is None:
        raise Http404
    return found


def back_to(session: NeedlingSession, part: str = "") -> HttpResponse:
    """To the page of the session, at the part that was touched."""
    where = {
        "clinic": session.clinic.slug,
        "episode": session.episode_id,
        "session": session.pk,
    }
    response = redirect("needling:session", **where)
    response["Location"] += f"#{part}" if part else ""
    return response


def is_tap(request: HttpRequest) -> bool:
    """Whether only the live parts are wanted back."""
    return request.headers.get("HX-Request") == "true"


def table(
    request: Any,
    session: NeedlingSession,
    *,
    message: str = "",
    refusal: Refused | None = None,
    status: int = HTTPStatus.OK,
    **forms: Any,
) -> HttpResponse:
    """The session as it stands now: the live parts for a tap, else the whole page."""
    context = live_context(session) | {
        "message": refusal.message if refusal else message,
        "refused": decision_card(_what_stops(refusal.decision), library())
        if refusal and refusal.decision
        else None,
    }
    if is_tap(request):
        return render(request, "needling/live.html", context, status=status)
    context["deviations"] = deviations_of(
        session,
        context["stands"].facts.events,
        library(),
        reader=request.user,
        may_review=request.membership.may(Permission.REVIEW_DEVIATION),
        is_signed=context["is_signed"],
        sent=forms.get("deviation_form"),
    )
    if context["is_signed"]:
        return _signed(request, session, context, status, forms)
    return render(
        request,
        "needling/session.html",
        context | _whole(request, session, context, forms),
        status=status,
    )


def _what_stops(decision: Any) -> Any:
    """A refusal without the cautions, which stand beside each muscle already."""
    stops = tuple(reason for reason in decision.reasons if reason.severity in STOPS)
    return gathered(msgspec.structs.replace(decision, reasons=stops))


def live_context(session: NeedlingSession) -> dict[str, Any]:
    """What changes with every tap and only the server can write."""
    stands = session_standing(session, timezone.localdate(), library())
    events = stands.facts.events
    is_signed = signature_of(session) is not None
    shared, rows = shared_stops(muscle_rows(stands, count := needle_count(events), library()))
    return {
        "session": session,
        "stands": stands,
        "rows": rows,
        "shared": shared,
        "needle_count": count,
        "into": into(session.clinic, events),
        "count": count_line(count, is_signed=is_signed),
        "code": code_line(session.clinic, session.on, events, library()),
        "sharp_pain": sharp_pain_words(library()) if any(r.had_sharp_pain for r in rows) else "",
        "may_set_aside": may_set_aside(stands, library()),
        "found": found_rows(stands, library()),
        "found_row": uuid4(),
        "minutes": minutes_part(
            session.clinic.jurisdiction, session.on, minutes_of(session), library()
        ),
        "minutes_row": uuid4(),
        "withdrawal": withdrawal_line(session, stands.facts),
        "is_signed": is_signed,
    }


def _whole(
    request: HttpRequest, session: NeedlingSession, live: dict[str, Any], forms: dict[str, Any]
) -> dict[str, Any]:
    """What stays as it is between taps: cautions beside the needle, questions, further forms."""
    stands, on = live["stands"], timezone.localdate()
    findings = () if stands.was_asked else questions_before(session, on, library())
    offered = Table(session, stands, library())
    needles = offered.last_packet
    colleagues = tuple(practitioners_of(session.clinic))
    return (
        stage_page(
            session.episode, on, library(), (stands.facts.constraints, stands.facts.overrides)
        )
        | table_context(offered, live, colleagues)
        | {
            "terms": count_terms(live["count"]),
            "tray": dock_taps(stands.facts.events, live["needle_count"]),
            "needles": needles,
            "packet": packet_line(needles),
            "open_row": uuid4(),
            "sign_row": uuid4(),
            "findings": findings,
            "new_findings": [label_of(name, library()) for name in stands.new_findings],
            "answers_form": forms.get("answers_form")
            or AnswersForm(initial={"row": uuid4()}, findings=findings),
            "needles_form": forms.get("needles_form")
            or NeedlesForm(
                initial={"row": uuid4(), "quantity": 1} | NeedlesForm.initial_of(needles)
            ),
            "muscle_form": forms.get("muscle_form") or OffPlanForm(initial={"row": uuid4()}),
            "is_mine": session.practitioner.membership.user_id,
            "practice": practice_lines(stands, library()),
            "supervision": supervision_line(session, request.user, colleagues),
            "supervisor_row": uuid4(),
        }
    )


def table_context(
    offered: Table, live: dict[str, Any], colleagues: Iterable[Practitioner]
) -> dict[str, Any]:
    """What is offered for a tap: muscles with what was done last time, packets, people, what to do next."""
    session = offered.session
    closed = [row.slug for row in live["rows"] if row.is_stopped]
    responses = tuple(session.responses.all())
    return {
        "board": offered.board([response_as_sent(row) for row in responses], closed)
        | {"containers": msgspec.to_builtins(live["into"])},
        "cards": offered.cards(muscle_cards(live["rows"], live["stands"], library())),
        "packets": offered.packet_lines(),
        "makers": offered.list.makers,
        "responses": response_lines(session, responses, library()),
        **people_at_the_table(session, colleagues),
        "troubles": troubles(library()),
        "to_recover": to_recover(live["needle_count"], library()),
    }


def _signed(
    request: HttpRequest,
    session: NeedlingSession,
    live: dict[str, Any],
    status: int,
    forms: dict[str, Any],
) -> HttpResponse:
    context = stage_page(session.episode, timezone.localdate(), library()) | {
        **live,
        "page": signed_page(session, library()),
        "addendum_form": forms.get("addendum_form") or AddendumForm(initial={"row": uuid4()}),
    }
    return render(request, "needling/signed.html", context, status=status)
