"""One day on which tests happen, so that nothing depends on the day they run."""

from datetime import UTC, date, datetime

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
TODAY = date(2026, 3, 2)
