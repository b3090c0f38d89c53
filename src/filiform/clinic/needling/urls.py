"""Addresses of needling: the sessions of an episode, and everything that is done in one."""

from django.urls import path

from filiform.clinic.needling.views import (
    beside,
    closing,
    deviations,
    emergencies,
    events,
    live,
    paper,
    session,
    supervised,
    taps,
    without_connection,
)

app_name = "needling"

EPISODE = "clinics/<slug:clinic>/episodes/<uuid:episode>/needling/"
SESSION = f"{EPISODE}<uuid:session>/"

urlpatterns = [
    path("without-connection/worker.js", without_connection.worker, name="worker"),
    path("without-connection/<slug:version>/", without_connection.page, name="shell"),
    path(
        "without-connection/<slug:version>/<path:name>",
        without_connection.file,
        name="shell_file",
    ),
    path("clinics/<slug:clinic>/emergencies/", emergencies.wall_card, name="wall_card"),
    path("clinics/<slug:clinic>/supervised-sessions/", supervised.everybody, name="supervised"),
    path("clinics/<slug:clinic>/supervised-sessions/mine/", supervised.mine, name="my_supervised"),
    path(EPISODE, session.stage, name="stage"),
    path(f"{EPISODE}start/", session.start, name="start"),
    path(SESSION, session.page, name="session"),
    path(f"{SESSION}live/", live.live, name="live"),
    path(f"{SESSION}responses/", live.responses, name="responses"),
    path(f"{SESSION}answers/", session.answers, name="answers"),
    path(f"{SESSION}muscle/", session.muscle, name="muscle"),
    path(f"{SESSION}event/", taps.event, name="event"),
    path(f"{SESSION}events/", events.events, name="events"),
    path(f"{SESSION}needles/", taps.needles, name="needles"),
    path(f"{SESSION}response/", taps.response, name="response"),
    path(f"{SESSION}found/", beside.found, name="found"),
    path(f"{SESSION}minutes/", beside.minutes, name="minutes"),
    path(f"{SESSION}emergencies/", emergencies.at_the_table, name="emergencies"),
    path(f"{SESSION}supervisor/", closing.supervisor, name="supervisor"),
    path(f"{SESSION}co-sign/", closing.co_sign, name="co_sign"),
    path(f"{SESSION}deviations/", deviations.tell, name="deviation"),
    path(
        f"{SESSION}deviations/<uuid:deviation>/review/", deviations.review, name="review_deviation"
    ),
    path(f"{SESSION}sign/", closing.sign, name="sign"),
    path(f"{SESSION}draft/", paper.draft, name="draft"),
    path(f"{SESSION}note.pdf", paper.note, name="note_pdf"),
    path(f"{SESSION}addendum/", closing.addendum, name="addendum"),
]
