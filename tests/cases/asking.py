"""What a stage can be asked for beside its decision, by the word that a case uses for it."""

from collections.abc import Callable, Mapping
from typing import Any

from filiform.knowledge.library import Library
from tests.cases.outcome import Outcome

Runner = Callable[[dict[str, Any], Library], Outcome]


def answer(
    given: dict[str, Any], library: Library, runners: Mapping[str, Runner], otherwise: Runner
) -> Outcome:
    """Runs what is `asked`; a case that asks for nothing wants the decision of its stage.

    Raises:
        ValueError: for a word that the stage does not know.
    """
    asked = given.pop("asked", None)
    if asked is None:
        return otherwise(given, library)
    if asked not in runners:
        raise ValueError(f"a case cannot ask for `{asked}`; it can for {', '.join(runners)}")
    return runners[asked](given, library)
