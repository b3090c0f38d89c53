"""A PDF as the answer to a request: a file to be kept, under a name that tells nothing about anybody."""

from django.http import HttpResponse


def pdf_response(made: bytes, name: str) -> HttpResponse:
    """The file as a download; `name` is plain ASCII without anything about the patient."""
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Content-Length"] = str(len(made))
    return answer
