"""Who must be looked at before everybody else: adverse events, red flags, signs after needling, and silences."""

from collections.abc import Iterator
from datetime import date, datetime

from django.urls import reverse

from filiform.clinic.accounts.roles import Permission
from filiform.clinic.aftercare.queries import check_ins_needing_attention, overdue_check_ins
from filiform.clinic.episode.models import Episode
from filiform.clinic.episode.presenters import stage_url
from filiform.clinic.knowledge import library
from filiform.clinic.needling.queries import unseen_deviations
from filiform.clinic.people.models import Clinic, Credential, Membership
from filiform.clinic.people.presenters_of_practice import ending_words
from filiform.clinic.people.queries_of_practice import ending_credentials
from filiform.clinic.safety.presenters.overview import event_url
from filiform.clinic.safety.queries import events_needing_attention, unseen_needle_sticks
from filiform.clinic.screening.presenters import label_of, moment_words
from filiform.clinic.screening.queries import screenings_needing_attention
from filiform.clinic.ui.parts import TaskRow
from filiform.clinical.stage import Stage

# What nobody can look at in one go is no list of what is urgent; the rest follows as these are done.
SHOWN = 20


def attention_rows(clinic: Clinic, now: datetime) -> list[TaskRow]:
    """Everything that waits for somebody in this clinic, the most urgent first."""
    rows = [
        *_adverse_events(clinic, now),
        *_signs(clinic),
        *_screenings(clinic),
        *_silences(clinic, now),
    ]
    return rows[:SHOWN]


def needle_stick_rows(member: Membership) -> list[TaskRow]:
    """Needle-sticks of staff that the clinical lead has not seen to; who was pricked stands in the report alone."""
    return [
        TaskRow(
            label="Somebody who works here was pricked",
            status="To be read by you",
            state="blocked",
            url=reverse("safety:needle_stick", args=[member.clinic.slug, stick.pk]),
            hint=moment_words(stick.happened_at),
        )
        for stick in unseen_needle_sticks(member)[:SHOWN]
    ]


def deviation_rows(member: Membership) -> list[TaskRow]:
    """Needles that went in against a gate, for whoever looks at what others have told of them."""
    if not member.may(Permission.REVIEW_DEVIATION):
        return []
    others = unseen_deviations(member.clinic).exclude(recorded_by=member.user_id)
    return [
        TaskRow(
            label=row.session.episode.patient.name,
            status="A needle against a gate: look at it",
            state="doing",
            url=reverse(
                "needling:session",
                args=[member.clinic.slug, row.session.episode_id, row.session_id],
            )
            + "#deviations",
            hint=f"{row.session.practitioner.display_name}, {moment_words(row.recorded_at)}",
        )
        for row in others[:SHOWN]
    ]


def credential_rows(clinic: Clinic, member: Membership, on: date) -> list[TaskRow]:
    """Credentials that have ended or end soon: everybody's for who manages them, else one's own."""
    manages = member.may(Permission.MANAGE_CREDENTIALS)
    own = getattr(member, "practitioner", None)
    if own is None and not manages:
        return []
    ending = ending_credentials(clinic, on, of=None if manages else own)
    return [_credential_row(clinic, row, on, manages) for row in ending]


def _credential_row(clinic: Clinic, row: Credential, on: date, manages: bool) -> TaskRow:
    has_ended = row.expires_on is not None and row.expires_on <= on
    where = {"clinic": clinic.slug, "membership": row.practitioner.membership_id}
    return TaskRow(
        label=ending_words(row, on),
        status="Needling is closed without it" if has_ended else "Renew it before then",
        state="blocked" if has_ended else "todo",
        url=reverse("people:member", kwargs=where) if manages else "",
        hint="" if manages else "Tell the lead of the clinic, who enters the new one.",
    )


def _adverse_events(clinic: Clinic, now: datetime) -> Iterator[TaskRow]:
    """Serious events as long as somebody is still to be told, and others once a telling is late."""
    for one in events_needing_attention(clinic, now, library()):
        report, name = one.report, label_of(one.report.event, library())
        what = f"{name[0].lower()}{name[1:]}"
        yield TaskRow(
            label=report.session.episode.patient.name,
            status=f"Serious: {what}"
            if one.is_serious
            else f"Somebody is still to be told: {what}",
            state="blocked" if one.is_serious else "doing",
            url=event_url(report),
            hint=report.session.episode.title,
        )


def _signs(clinic: Clinic) -> Iterator[TaskRow]:
    for one in check_ins_needing_attention(clinic):
        episode = _in(clinic, one.check_in.session.episode)
        where = {
            "clinic": clinic.slug,
            "episode": episode.pk,
            "session": one.check_in.session_id,
            "check_in": one.check_in.pk,
        }
        yield TaskRow(
            label=episode.patient.name,
            status="A sign after needling was reported",
            state="blocked",
            url=reverse("aftercare:check_in", kwargs=where),
            hint=episode.title,
        )


def _screenings(clinic: Clinic) -> Iterator[TaskRow]:
    for one in screenings_needing_attention(clinic, library()):
        episode = _in(clinic, one.screening.episode)
        flagged = one.why == "red_flag"
        yield TaskRow(
            label=episode.patient.name,
            status="A red flag was answered yes" if flagged else "The questionnaire was sent",
            state="blocked" if flagged else "doing",
            url=stage_url(episode, Stage.SCREENING),
            hint=episode.title,
        )


def _silences(clinic: Clinic, now: datetime) -> Iterator[TaskRow]:
    for one in overdue_check_ins(clinic, now, library()):
        episode = _in(clinic, one.session.episode)
        days = "1 day" if one.days == 1 else f"{one.days} days"
        yield TaskRow(
            label=episode.patient.name,
            status=f"Check-in overdue for {days}",
            state="todo",
            url=stage_url(episode, Stage.AFTERCARE),
            hint=episode.title,
        )


def _in(clinic: Clinic, episode: Episode) -> Episode:
    """The episode was reached through this clinic; the clinic need not be fetched again for its address."""
    episode.clinic = clinic
    return episode
