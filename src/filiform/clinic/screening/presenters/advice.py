"""What to do first when an answer is a red flag, with the emergency number of the country."""

from collections.abc import Iterable
from dataclasses import dataclass

from filiform.clinic.screening.queries.questionnaire import red_flags_of
from filiform.knowledge.library import Library
from filiform.knowledge.model.aftercare import Jurisdiction


@dataclass(frozen=True, slots=True)
class EmergencyNumber:
    """The number to call, and where it is the one."""

    country: str
    number: str


@dataclass(frozen=True, slots=True)
class FirstAdvice:
    """What to do first, one sentence or two for each sign, and the number to call."""

    sentences: tuple[str, ...]
    numbers: tuple[EmergencyNumber, ...]

    @property
    def only_number(self) -> str:
        """The number where there is one country only; empty where a list has to be shown."""
        return self.numbers[0].number if len(self.numbers) == 1 else ""


def first_advice(
    findings: Iterable[str], jurisdiction: str, library: Library, *, for_patient: bool = True
) -> FirstAdvice | None:
    """What the red flags among the findings ask to be done first; None when there is none among them."""
    flags = [flag for one in findings for flag in red_flags_of(one, library)]
    sentences = tuple(
        dict.fromkeys(flag.patient_text if for_patient else flag.action for flag in flags)
    )
    return FirstAdvice(sentences, emergency_numbers(jurisdiction, library)) if sentences else None


def emergency_numbers(jurisdiction: str, library: Library) -> tuple[EmergencyNumber, ...]:
    """The emergency number of a jurisdiction, which a state has from its country.

    Of every one the library knows when it is unknown.
    """
    known = library.all(Jurisdiction)
    country = jurisdiction.split("-")[0]
    named = [one for one in known if one.id == country or one.id.endswith(f"/{country}")]
    return tuple(EmergencyNumber(one.label, one.emergency_number) for one in named or known)
