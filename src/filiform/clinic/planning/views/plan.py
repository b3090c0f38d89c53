"""The plan: everything for it on one page, judged while it is filled in and once more when it is agreed."""

from collections.abc import Mapping
from datetime import date
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.assessment.queries import likely_muscles
from filiform.clinic.audit.action import Refused
from filiform.clinic.episode.access import episode_for_staff
from filiform.clinic.episode.models import Episode
from filiform.clinic.knowledge import library
from filiform.clinic.people.access import staff
from filiform.clinic.planning.actions import agree_plan
from filiform.clinic.planning.forms import PlanForm
from filiform.clinic.planning.presenters.care import Offered, offered
from filiform.clinic.planning.presenters.muscle_choices import technique_fields
from filiform.clinic.planning.presenters.muscle_search import Asked, area_options, more_muscles
from filiform.clinic.planning.presenters.muscles import gathered
from filiform.clinic.planning.presenters.plan_form import indication_choices, rule_sentence
from filiform.clinic.planning.presenters.plan_page import plan_page
from filiform.clinic.planning.presenters.programmes import protocol_options
from filiform.clinic.planning.queries import (
    PlanDraft,
    current_plan,
    draft_of,
    examined,
    painful_area,
    plan_facts,
)
from filiform.clinic.planning.views.reading import asked_in, chooser, ticked_muscles
from filiform.clinic.screening.presenters import decision_card, stage_page
from filiform.clinical.planning import judge_plan
from filiform.knowledge.library import UnknownConcept
from filiform.knowledge.model.planning import PlanRuleKind

LIKELY = 6


@staff(Permission.VIEW_EPISODE)
@require_GET
def stage(request: HttpRequest, episode: UUID) -> HttpResponse:
    """The plan that holds, with its consent; before there is one, the page to write it."""
    owned = episode_for_staff(request, episode)
    plan = current_plan(owned)
    if plan is None:
        return redirect("planning:write", clinic=owned.clinic.slug, episode=owned.pk)
    context = stage_page(owned, timezone.localdate(), library()) | {
        "page": plan_page(plan, library())
    }
    return render(request, "planning/plan.html", context)


@staff(Permission.MAKE_PLAN)
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, episode: UUID) -> HttpResponse:
    """Fill in a plan; check it; agree it. A plan that is refused stores nothing and loses nothing typed."""
    owned = episode_for_staff(request, episode)
    if request.method == "GET":
        return _written(request, owned, _first(request, owned))
    if "start" in request.POST:
        return _written(request, owned, _started(request.POST))
    if "find" in request.POST:
        return _written(request, owned, _kept(request.POST))
    form = PlanForm(request.POST)
    if not form.is_valid():
        return _written(request, owned, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    if "check" in request.POST:
        return _written(request, owned, form, decision=_judged(owned, form))
    return _agree(request, owned, form)


@staff(Permission.MAKE_PLAN)
@require_POST
def judge(request: HttpRequest, episode: UUID) -> HttpResponse:
    """The verdict on what is filled in so far, as a part of the page."""
    owned = episode_for_staff(request, episode)
    form = PlanForm(request.POST)
    form.is_valid()
    shown = {"decision": decision_card(gathered(_judged(owned, form)), library())}
    response = render(request, "planning/write.html#judgement", shown)
    care = _offered(form.draft)
    if care.key != request.POST.get("offered_for", ""):
        part = {"care": care, "oob": True, "episode": owned}
        response.write(render_to_string("planning/parts/offered.html", part))
    return response


def _offered(draft: PlanDraft) -> Offered:
    names = [one.muscle for one in draft.muscles]
    return offered(names, (*draft.stretches, *draft.manual_techniques), library())


def _muscles(
    request: HttpRequest, owned: Episode, form: PlanForm, typed: Mapping[str, Any], shown: list[str]
) -> dict[str, Any]:
    """The muscles that concern this person in sight; the others are found by name or by part of the body.

    Where nothing was found or chosen yet, the muscles around the first place that hurts stand there.
    """
    asked, choose = asked_in(request), chooser(owned, typed, form.errors)
    if not asked and not shown and not request.POST:
        asked = Asked(area=painful_area(owned))
    return {
        "muscles": choose(shown),
        "more": more_muscles(asked, shown, (), choose, library()),
        "areas": area_options(asked.area, library()),
        "every_muscle": len(technique_fields(library())),
    }


def _likely(owned: Episode, on: date) -> list[str]:
    """The few muscles that the examination speaks for most."""
    ranked = likely_muscles(owned, on, library())
    return list(dict.fromkeys(muscle for muscle, _ in ranked))[:LIKELY]


def _protocols(chosen: str, muscles: list[str]) -> dict[str, Any]:
    """The programmes for these muscles in sight, the others behind a tap unless one of them is chosen."""
    every = protocol_options(library(), chosen, muscles)
    others = [one for one in every if not one.fits]
    return {
        "fitting_protocols": [one for one in every if one.fits],
        "other_protocols": others,
        "other_protocols_open": len(others) == len(every) or any(one.checked for one in others),
    }


def _started(posted: QueryDict) -> PlanForm:
    """The plan that the chosen indication starts with, to be changed; nothing typed is lost."""
    try:
        return PlanForm(initial=PlanForm.started(posted))
    except UnknownConcept:
        return PlanForm(posted)


def _kept(posted: QueryDict) -> PlanForm:
    """What was typed, neither checked nor judged: somebody is still looking for a muscle."""
    rows = {name: posted.get(name) for name in ("row", "replacing")}
    return PlanForm(initial=PlanForm.typed_in(posted) | rows)


@staff(Permission.MAKE_PLAN)
@require_POST
def draft(request: HttpRequest, episode: UUID) -> HttpResponse:
    """Keep what was typed so far in this person's own sign-in session, which ends with the day; it is no plan."""
    owned = episode_for_staff(request, episode)
    request.session[_draft_key(owned)] = PlanForm.typed_in(request.POST)
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


def _draft_key(owned: Episode) -> str:
    return f"plan-draft-{owned.pk}"


def _agree(request: HttpRequest, owned: Episode, form: PlanForm) -> HttpResponse:
    said = form.cleaned_data
    try:
        agree_plan(
            episode=owned,
            draft=form.draft,
            row_id=said["row"],
            replacing=said["replacing"],
            by=request.user,
            at=timezone.now(),
        )
    except Refused as refusal:
        form.add_error(None, refusal.message)
        return _written(
            request,
            owned,
            form,
            decision=refusal.decision or _judged(owned, form),
            status=HTTPStatus.UNPROCESSABLE_ENTITY,
        )
    request.session.pop(_draft_key(owned), None)
    return redirect("planning:stage", clinic=owned.clinic.slug, episode=owned.pk)


def _first(request: HttpRequest, owned: Episode) -> PlanForm:
    """The page as it is opened: what was begun, else the last plan filled in, else empty."""
    if "fresh" in request.GET:
        request.session.pop(_draft_key(owned), None)
    plan = current_plan(owned)
    initial = PlanForm.initial_of(draft_of(plan) if plan else None)
    begun = request.session.get(_draft_key(owned), {})
    initial |= begun | {"replacing": plan.pk if plan else None}
    wanted = (*initial.get("muscles", ()), *_handed_over(request))
    return PlanForm(initial=initial | {"muscles": list(dict.fromkeys(wanted))})


def _handed_over(request: HttpRequest) -> list[str]:
    """Muscles that the examination put into the plan by one tap: `?add=` and the value of a tick box."""
    known = {value for value, _ in PlanForm().fields["muscles"].choices}  # type: ignore[attr-defined]
    return [value for value in request.GET.getlist("add") if value in known]


def _judged(owned: Episode, form: PlanForm) -> Any:
    return judge_plan(plan_facts(owned, form.draft, timezone.localdate()), library())


def _written(
    request: HttpRequest,
    owned: Episode,
    form: PlanForm,
    *,
    decision: Any = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    on = timezone.localdate()
    typed = PlanForm.typed_in(request.POST) if form.is_bound else form.initial
    if decision is None and form.is_bound:
        decision = _judged(owned, form)
    planned, found = ticked_muscles(typed), [muscle for muscle, _ in examined(owned)]
    concerned = planned or found
    chosen = (*typed.get("stretches", ()), *typed.get("manual_techniques", ()))
    context = stage_page(owned, on, library()) | {
        "form": form,
        **_muscles(request, owned, form, typed, [*found, *planned, *_likely(owned, on)]),
        "indications": indication_choices(library(), typed.get("indication", ""), concerned),
        **_protocols(typed.get("protocol", ""), concerned),
        "care": offered(planned, chosen, library()),
        "needling_alone": rule_sentence(PlanRuleKind.NEEDLING_IS_NOT_ALONE, library()),
        "decision": decision_card(gathered(decision), library()) if decision else None,
        "is_draft": not form.is_bound and _draft_key(owned) in request.session,
        "is_new": not form["replacing"].value(),
    }
    return render(request, "planning/write.html", context, status=status)
