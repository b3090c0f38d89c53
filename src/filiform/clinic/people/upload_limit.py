"""Stops an upload that is too large while it is still arriving, instead of after it filled the disk."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload

ROOM_FOR_FIELDS = 100_000


class UploadLimitHandler(FileUploadHandler):
    """Stands before the handlers that keep the file; past the limit it ends the upload.

    The view finds `request.upload_too_large` and says so.
    """

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self.received = 0
        self.announced = 0

    def handle_raw_input(
        self, input_data: Any, meta: Any, content_length: int, boundary: Any, encoding: Any = None
    ) -> None:
        """Take note of the announced length; the parser accepts no refusal before the first file."""
        self.announced = content_length

    def new_file(self, *args: Any, **named: Any) -> None:
        """Refuse by the announced length before the first byte is kept."""
        super().new_file(*args, **named)
        if self.announced > _limit() + ROOM_FOR_FIELDS:
            self._stop()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand the data on, counting; a length that was announced wrongly does not help."""
        self.received += len(raw_data)
        if self.received > _limit():
            self._stop()
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The handlers after this one keep the file."""

    def _stop(self) -> None:
        if self.request is not None:
            self.request.upload_too_large = True  # type: ignore[attr-defined]  # for the view
        raise StopUpload(connection_reset=False)


def _limit() -> int:
    return int(settings.UPLOAD_LIMIT_MB) * 1_000_000
