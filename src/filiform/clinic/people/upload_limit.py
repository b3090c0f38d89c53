"""Lets an upload that is too large pass by without keeping any of it, neither in memory nor on disk."""

from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers

ROOM_FOR_FIELDS = 100_000


class UploadLimitHandler(FileUploadHandler):
    """Stands before the handlers that keep a file, and keeps them from seeing one that is too large.

    The view finds `request.upload_too_large` and says so. The rest of the body is read on in small
    pieces and dropped: a browser that is cut off while it sends shows no page at all.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.is_too_large = False

    def handle_raw_input(
        self, input_data: Any, meta: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        """Judge by the announced length; more than that is never read."""
        limit = int(settings.UPLOAD_LIMIT_MB) * 1_000_000
        self.is_too_large = content_length > limit + ROOM_FOR_FIELDS

    def new_file(self, *args: Any, **named: Any) -> None:
        """A file begins; one that is too large gets no handler but this one."""
        super().new_file(*args, **named)
        if self.is_too_large:
            if self.request is not None:
                self.request.upload_too_large = True  # type: ignore[attr-defined]  # for the view
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        """Hand the data on, or drop them."""
        return None if self.is_too_large else raw_data

    def file_complete(self, file_size: int) -> UploadedFile | None:
        """An empty file in place of one that is too large: the handlers after this one never began with it."""
        return UploadedFile(name=self.file_name, size=0) if self.is_too_large else None
