"""Where we are in a long list, and the addresses of the pages before and after."""

from typing import Any

from django.http import QueryDict

from filiform.clinic.ui.parts import Pager


def pager(page: Any, asked: QueryDict) -> Pager:
    """The pager of a Django page; the other parameters of the address stay as they are."""
    total = page.paginator.count
    if total == 0:
        return Pager("None")
    where = f"{page.start_index():,}–{page.end_index():,} of {total:,}"
    back = _address(asked, page.number - 1) if page.has_previous() else ""
    on = _address(asked, page.number + 1) if page.has_next() else ""
    return Pager(where, back, on)


def _address(asked: QueryDict, number: int) -> str:
    query = asked.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"
