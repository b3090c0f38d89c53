"""What can be wrong with a record: one resource of it, or the whole of it. Values never stand in a message."""

import re

import msgspec


class RecordProblem(msgspec.Struct, frozen=True):
    """Something in a record that was left out or read with a caution.

    `where` names the place (`entry 12, Condition/abc`), `problem` the field and what is wrong with
    it. Neither holds what the field said: a problem may be logged.
    """

    where: str
    problem: str


class UnusableRecord(Exception):
    """A record of which nothing can be used: where it fails, and what to do about it."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}")
        self.where, self.problem = where, problem


_AT = re.compile(r"^(?P<what>.*?)(?: - at `\$\.?(?P<path>.*)`)?$", re.DOTALL)


def explained(error: msgspec.DecodeError | UnicodeDecodeError) -> str:
    """A decoding error as "field: what was expected", without the value that stood there."""
    match = _AT.match(str(error))
    what, path = (match["what"], match["path"]) if match else (str(error), None)
    what = what[:1].lower() + what[1:]
    return f"{path}: {what}" if path else what


def position(error: msgspec.DecodeError) -> str:
    """Where JSON stops being JSON, as `byte 123`, or nothing when the error does not say."""
    match = re.search(r"byte (\d+)", str(error))
    return f"byte {match[1]}" if match else ""
