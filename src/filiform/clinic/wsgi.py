"""The WSGI application that granian, or any other WSGI server, serves."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from filiform.clinic.settings import environment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "filiform.clinic.settings")

if not (environment.SECRET_KEY or environment.DEBUG):
    raise ImproperlyConfigured(
        "FILIFORM_SECRET_KEY is not set. Give it at least 50 random characters and keep it secret: "
        "python -c 'import secrets; print(secrets.token_urlsafe(50))'"
    )

application = get_wsgi_application()

from filiform.clinic.home.how_it_works.warming import (  # noqa: E402  # after Django is set up
    warm_after_the_first_answer,
)
from filiform.clinic.service import settle  # noqa: E402

settle()
warm_after_the_first_answer()
