"""Error pages in the product's look: what happened, and what to do next."""

import logging
from http import HTTPStatus

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

log = logging.getLogger("filiform.clinic")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what was sent could not be read."""
    return _page(request, HTTPStatus.BAD_REQUEST)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: the role does not include this; the guard says what."""
    reason = str(exception) if isinstance(exception, PermissionDenied) else ""
    return _page(request, HTTPStatus.FORBIDDEN, reason=reason)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403: the form came from a page that is no longer valid."""
    return _page(
        request,
        HTTPStatus.FORBIDDEN,
        reason="This page was open for too long. Open it again and send the form once more.",
    )


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404: nothing here, or nothing that this person may know of."""
    return _page(request, HTTPStatus.NOT_FOUND)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: ours. Rendered without context processors, since those may be what failed."""
    from django.template import loader

    try:
        page = loader.get_template("home/errors/500.html").render({})
    except Exception:
        log.exception("the error page itself failed")
        page = "<!doctype html><title>Something went wrong</title><h1>Something went wrong</h1>"
    return HttpResponseServerError(page)


def _page(request: HttpRequest, status: HTTPStatus, reason: str = "") -> HttpResponse:
    response = render(
        request, f"home/errors/{status.value}.html", {"reason": reason}, status=status
    )
    add_never_cache_headers(response)
    return response
