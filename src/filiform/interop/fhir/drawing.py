"""A pain drawing as a FHIR R4 Media resource: the same picture as in reports, and its words for who cannot see it."""

import hashlib
from base64 import b64encode
from datetime import date
from typing import Any

MEDIA_TYPE = "http://terminology.hl7.org/CodeSystem/media-type"


def drawing_media(
    svg: str, *, title: str, words: str, on: date, subject: str = ""
) -> dict[str, Any]:
    """The resource, ready to be written as JSON.

    Args:
        svg: the whole document of the picture.
        words: what the picture shows, in sentences.
        on: the day on which it hurt there.
        subject: a reference such as `Patient/123`; left out where nobody is named.
    """
    content = svg.encode()
    digest = hashlib.sha1(content, usedforsecurity=False).digest()  # Attachment.hash of R4 is SHA-1
    resource: dict[str, Any] = {
        "resourceType": "Media",
        "status": "completed",
        "type": {"coding": [{"system": MEDIA_TYPE, "code": "image", "display": "Image"}]},
        "createdDateTime": on.isoformat(),
        "content": {
            "contentType": "image/svg+xml",
            "data": b64encode(content).decode(),
            "size": len(content),
            "hash": b64encode(digest).decode(),
            "title": title,
        },
        "note": [{"text": words}],
    }
    if subject:
        resource["subject"] = {"reference": subject}
    return resource
