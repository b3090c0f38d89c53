"""The page on which an invited member of staff sets a password."""

from django.contrib import messages
from django.contrib.auth.forms import SetPasswordForm
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from filiform.clinic.accounts.actions import open_password_link, use_password_link


@sensitive_post_parameters()
@never_cache
@require_http_methods(["GET", "POST"])
def set_password(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a password by a one-time link; opening the page does not use the link up."""
    link = open_password_link(token, timezone.now())
    if link is None:
        return render(request, "accounts/link_spent.html", status=410)
    form = SetPasswordForm(link.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            used = use_password_link(
                link=link, password=form.cleaned_data["new_password1"], at=timezone.now()
            )
        if not used:
            return render(request, "accounts/link_spent.html", status=410)
        messages.success(request, "Your password is set. Sign in with it now.")
        return redirect("account_login")
    return render(
        request, "accounts/set_password.html", {"form": form}, status=422 if form.errors else 200
    )


set_password.is_public = True  # type: ignore[attr-defined]  # walked by a test; access.py stands above accounts
