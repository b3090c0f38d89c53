"""Consent: what a patient has to be told before consenting to the techniques of a plan."""

from collections.abc import Iterable

from filiform.knowledge.library import Library
from filiform.knowledge.model.needling import ConsentElement, Technique


def consent_elements(techniques: Iterable[str], library: Library) -> tuple[ConsentElement, ...]:
    """What is said before these techniques, in the order of the form.

    What is about a current is said only where one is planned. Where nothing is to be needled there
    is nothing to consent to, so that nobody signs a form about nothing.
    """
    planned = [library.get(name, Technique) for name in techniques]
    has_current = any(one.is_electrical for one in planned)
    return tuple(
        one
        for one in library.all(ConsentElement)
        if planned and (has_current or not one.only_if_electrical)
    )
