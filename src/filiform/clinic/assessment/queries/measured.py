"""What was measured in figures, as later stages measure it again: degrees of a movement, pressure over a muscle."""

from collections.abc import Iterator
from dataclasses import dataclass

from filiform.clinic.assessment.models import PressurePainThreshold, RangeOfMotion
from filiform.clinic.assessment.queries.assessment import in_order
from filiform.clinic.episode.models import Episode
from filiform.clinical.examination import mean_reading


@dataclass(frozen=True, slots=True)
class Measured:
    """A movement in degrees, or the mean pressure pain threshold over a muscle in kPa; `mode` is who moved."""

    about: str
    side: str
    mode: str
    degrees: int | None
    pressure_kpa: float | None

    @property
    def key(self) -> tuple[str, str, str]:
        """What was measured."""
        return self.about, self.side, self.mode


def measured_before(episode: Episode) -> tuple[Measured, ...]:
    """The last figures of the episode's examinations, movements first, each thing once."""
    return tuple({one.key: one for one in _measured(episode)}.values())


def _measured(episode: Episode) -> Iterator[Measured]:
    for row in in_order(RangeOfMotion, episode).filter(degrees__isnull=False):
        yield Measured(row.movement, row.side, row.mode, row.degrees, None)
    for pressed in in_order(PressurePainThreshold, episode):
        mean = mean_reading(pressed.readings_kpa)
        if mean is not None:
            yield Measured(pressed.muscle, pressed.side, "", None, mean)
