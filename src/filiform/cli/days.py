"""The day of a command where none is given: the only place of the command line that reads the clock."""

from datetime import date, datetime


def today() -> date:
    """The day where the command runs."""
    return datetime.now().astimezone().date()
