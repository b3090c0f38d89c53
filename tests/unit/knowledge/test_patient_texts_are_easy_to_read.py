"""Every text of the library that a patient reads: school grade 8 or below, each text by itself."""

from collections.abc import Iterator

import pytest

from filiform.knowledge.library import Library, load_library
from filiform.knowledge.reading_grade import reading_grade, syllables

HIGHEST_GRADE = 8.0
PATIENT_FIELDS = ("question", "help", "patient_text", "patient_action", "patient_pain_rule")


def patient_texts(library: Library) -> Iterator[tuple[str, str]]:
    """Each text with where it stands; help is read after its question, so it is measured alone too."""
    for concept in library:
        for field in PATIENT_FIELDS:
            text = getattr(concept, field, "")
            if text:
                yield f"{concept.id}: {field}", text


def test_every_text_for_patients_reads_at_grade_eight_or_below() -> None:
    too_hard = [
        f"{where}: grade {grade:.1f}: {text}"
        for where, text in patient_texts(load_library())
        if (grade := reading_grade(text)) > HIGHEST_GRADE
    ]
    assert not too_hard, "use shorter sentences and shorter words:\n" + "\n".join(too_hard)


def test_a_text_full_of_long_words_is_noticed() -> None:
    hard = "Anticoagulation necessitates individualised consideration of haemostatic complications."
    assert reading_grade(hard) > HIGHEST_GRADE


def test_the_grade_of_a_published_example_is_as_published() -> None:
    """Plain sentences of one-syllable words lie below grade 1."""
    assert reading_grade("The cat sat on the mat.") == pytest.approx(-1.45, abs=0.01)


SPOKEN = {
    **{"pain": 1, "use": 1, "stopped": 1, "needle": 2, "needles": 2, "treated": 2, "places": 2},
    **{"people": 2, "being": 2, "someone": 2, "diet": 2, "area": 3, "medicine": 3, "surgery": 3},
    **{"infection": 3, "emergency": 4, "St": 1, "clopidogrel": 2},
}


@pytest.mark.parametrize(("word", "count"), SPOKEN.items())
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert syllables(word) == count
