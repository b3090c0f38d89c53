"""The applications, the middleware and the templates, in the order in which they must stand."""

import os
from importlib.util import find_spec

STAGES = ("screening", "assessment", "planning", "needling", "aftercare", "outcomes")

FOUNDATION = ("ui", "audit", "accounts", "people", "episode")


def _has_urls(name: str) -> bool:
    return find_spec(f"filiform.clinic.{name}.urls") is not None


def _present(name: str) -> bool:
    if name in os.environ.get("FILIFORM_WITHOUT", "").split(","):
        return False
    room = f"filiform.clinic.{name}"
    return find_spec(room) is not None and find_spec(f"{room}.apps") is not None


STAGE_URLS = [
    f"filiform.clinic.{name}.urls" for name in STAGES if _present(name) and _has_urls(name)
]
ROOMS = [name for name in (*FOUNDATION, *STAGES, "home") if _present(name)]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    # Both would rewrite the loaders below by themselves, each undoing the other.
    "template_partials.apps.SimpleAppConfig",
    "django_cotton.apps.SimpleAppConfig",
    *(f"filiform.clinic.{name}" for name in ROOMS),
    # After our own: our templates take the place of theirs.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "filiform.clinic.accounts.session_expiry.SessionExpiryMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

LOADERS = [
    (
        "template_partials.loader.Loader",
        [
            (
                "django.template.loaders.cached.Loader",
                [
                    "django_cotton.cotton_loader.Loader",
                    "django.template.loaders.filesystem.Loader",
                    "django.template.loaders.app_directories.Loader",
                ],
            )
        ],
    )
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "loaders": LOADERS,
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "filiform.clinic.knowledge.library_version",
            ],
        },
    }
]
