"""Every address of the clinic. Each room writes its addresses whole, so that one file shows all of its own.

Staff: /clinics/<slug:clinic>/…   patients: /my/…   everybody: the rest.
"""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("account/", include("filiform.clinic.accounts.urls")),
    path("", include("filiform.clinic.people.urls")),
    path("", include("filiform.clinic.supplies.urls")),
    path("", include("filiform.clinic.episode.urls")),
    path("", include("filiform.clinic.screening.urls")),
    path("", include("filiform.clinic.assessment.urls")),
    path("", include("filiform.clinic.planning.urls")),
    path("", include("filiform.clinic.needling.urls")),
    path("", include("filiform.clinic.aftercare.urls")),
    path("", include("filiform.clinic.outcomes.urls")),
    path("", include("filiform.clinic.safety.urls")),
    path("", include("filiform.clinic.library.urls")),
    path("", include("filiform.clinic.home.urls")),
]

if settings.DEBUG:
    urlpatterns.append(path("ui/", include("filiform.clinic.ui.urls")))

handler400 = "filiform.clinic.home.errors.bad_request"
handler403 = "filiform.clinic.home.errors.permission_denied"
handler404 = "filiform.clinic.home.errors.not_found"
handler500 = "filiform.clinic.home.errors.server_error"
