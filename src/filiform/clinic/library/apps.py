"""The room of the library: what Filiform knows, to be read and searched by everybody."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """Has no rows: everything stands in the knowledge library of the process."""

    name = "filiform.clinic.library"
    label = "library"
