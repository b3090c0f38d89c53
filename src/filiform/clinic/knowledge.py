"""The knowledge library of this process: loaded once, at the first use, and shared by every request."""

from functools import cache

from django.http import HttpRequest

from filiform.knowledge.library import Library, load_library


@cache
def library() -> Library:
    """The library that ships with Filiform."""
    return load_library()


def library_version(request: HttpRequest) -> dict[str, str]:
    """A context processor: the foot of each page names the library it speaks from."""
    return {"library_version": library().version}
