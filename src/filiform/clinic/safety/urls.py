"""Addresses of safety: adverse events, the tracing of lots, lost needles, needle-sticks."""

from django.urls import path

from filiform.clinic.safety.views import adverse_events, lead, needle_sticks, reporting, tracing

app_name = "safety"

SAFETY = "clinics/<slug:clinic>/safety/"
EPISODE = "clinics/<slug:clinic>/episodes/<uuid:episode>/"
SESSION = f"{EPISODE}needling/<uuid:session>/"
REPORT = f"{EPISODE}adverse-events/<uuid:report>/"
STICK = f"{SAFETY}needle-sticks/<uuid:stick>/"

urlpatterns = [
    path(SAFETY, lead.overview, name="overview"),
    path(f"{SAFETY}lots/", tracing.trace, name="trace"),
    path(f"{SAFETY}lots/table/", tracing.table, name="trace_table"),
    path(f"{SAFETY}lost-needles/", tracing.lost_needles, name="lost_needles"),
    path(f"{SAFETY}needle-sticks/", needle_sticks.listed, name="needle_sticks"),
    path(f"{SAFETY}needle-sticks/add/", needle_sticks.add, name="add_needle_stick"),
    path(STICK, needle_sticks.stick, name="needle_stick"),
    path(f"{EPISODE}adverse-events/", reporting.of_episode, name="events_of_episode"),
    path(f"{SESSION}adverse-events/add/", reporting.add, name="add_event"),
    path(REPORT, adverse_events.report, name="event"),
    path(f"{REPORT}told/", adverse_events.told, name="told"),
    path(f"{REPORT}withdraw/", adverse_events.withdraw, name="withdraw_event"),
]
