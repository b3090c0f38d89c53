"""What every row of the supplies begins with."""

from datetime import datetime
from typing import Any

from filiform.clinic.people.models import Clinic


def row_of(clinic: Clinic, by: Any, at: datetime) -> dict[str, Any]:
    """Its clinic, who wrote it and when."""
    return {"clinic": clinic, "recorded_by": by, "recorded_at": at}
