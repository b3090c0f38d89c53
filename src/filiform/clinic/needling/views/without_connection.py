"""The page of a session without a connection, its files, and the worker that keeps them: for everybody, about nobody."""

import json
from pathlib import PurePosixPath

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from filiform.clinic.needling.presenters.without_connection import (
    KINDS,
    WORKER,
    shell,
    static_file,
)
from filiform.clinic.people.access import public

BELOW = "/clinics/"
"""The addresses that the worker may stand before; the page of a session asks for its own alone."""
ALWAYS = "public, max-age=31536000, immutable"


@public
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The worker, told what to keep. The browser asks for it anew each time a session is opened."""
    kept = shell()
    told = {
        "version": kept.version,
        "page": kept.at,
        "files": [f"{kept.at}{name}" for name in sorted(kept.files)],
    }
    script = f"self.shell = {json.dumps(told)};\n{static_file(WORKER).decode()}"
    response = HttpResponse(script, content_type=KINDS[".js"])
    response["Cache-Control"] = "no-cache"
    response["Service-Worker-Allowed"] = BELOW
    return response


@public
@require_GET
def page(request: HttpRequest, version: str) -> HttpResponse:
    """The page as every device keeps it."""
    return _kept(version, shell().page, "text/html; charset=utf-8")


@public
@require_GET
def file(request: HttpRequest, version: str, name: str) -> HttpResponse:
    """One of its files: of those alone that the page names, and only as they are now."""
    content = shell().files.get(name)
    if content is None:
        raise Http404
    return _kept(version, content, KINDS[PurePosixPath(name).suffix])


def _kept(version: str, content: str | bytes, kind: str) -> HttpResponse:
    if version != shell().version:
        raise Http404
    response = HttpResponse(content, content_type=kind)
    response["Cache-Control"] = ALWAYS
    return response
