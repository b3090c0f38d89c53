"""Django's settings: one file for every clinic, told apart by environment variables alone.

`docs/how-to/run-a-clinic.md` lists the variables. Debug is for developing: never where patients are.
"""

from filiform.clinic.settings import environment
from filiform.clinic.settings.applications import INSTALLED_APPS, MIDDLEWARE, TEMPLATES
from filiform.clinic.settings.database import database
from filiform.clinic.settings.security import (
    AUTH_PASSWORD_VALIDATORS,
    CONTENT_SECURITY_POLICY,
    PASSWORD_HASHERS,
    PERMISSIONS_POLICY,
    SESSION_IDLE_SECONDS,
    SESSION_LONGEST_SECONDS,
    cookies_and_transport,
)

__all__ = [
    "AUTH_PASSWORD_VALIDATORS",
    "CONTENT_SECURITY_POLICY",
    "INSTALLED_APPS",
    "MIDDLEWARE",
    "PASSWORD_HASHERS",
    "PERMISSIONS_POLICY",
    "SESSION_IDLE_SECONDS",
    "SESSION_LONGEST_SECONDS",
    "TEMPLATES",
]

DEBUG = environment.DEBUG
# Without a key Django stops at the first page that needs one; `wsgi.py` and `serve` say so before that.
SECRET_KEY = environment.SECRET_KEY or ("only-for-developing" if DEBUG else "")
ALLOWED_HOSTS = environment.ALLOWED_HOSTS
DATA_DIR = environment.DATA_DIR
ORIGIN = environment.ORIGIN
UPLOAD_LIMIT_MB = environment.UPLOAD_LIMIT_MB

ROOT_URLCONF = "filiform.clinic.urls"
WSGI_APPLICATION = "filiform.clinic.wsgi.application"
FORM_RENDERER = "filiform.clinic.ui.forms.FiliformRenderer"
DATABASES = {"default": database(environment.DATABASE_URL, DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Rate limits count across every process, so their cache is the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

LANGUAGE_CODE = "en-gb"
USE_TZ = True
TIME_ZONE = environment.TIME_ZONE

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Static files are served from inside the package; nothing has to be collected before the first start.
STATIC_ROOT = None
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:start"
LOGOUT_REDIRECT_URL = "home:landing"

ACCOUNT_ADAPTER = "filiform.clinic.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
# Per address of the network and per account; a second limit stands on the account alone.
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}

MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Filiform"
# Browsers allow passkeys over plain HTTP on localhost, and nowhere else.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ORIGIN.startswith("https://")

SESSION_COOKIE_AGE = SESSION_LONGEST_SECONDS
SESSION_EXPIRE_AT_BROWSER_CLOSE = False
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "filiform.clinic.home.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
globals().update(cookies_and_transport(ORIGIN))

# A form of a page is small; an uploaded record has its own, larger limit and goes to a temporary file.
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
FILE_UPLOAD_HANDLERS = [
    "filiform.clinic.people.upload_limit.UploadLimitHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"secrets": {"()": "filiform.clinic.settings.log_lines.WithoutSecrets"}},
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "filiform": {"level": "INFO"},
        "django.request": {"filters": ["secrets"]},
        "django.security.csrf": {"filters": ["secrets"]},
    },
}
