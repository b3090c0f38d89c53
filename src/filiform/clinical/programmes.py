"""Loading programmes: which of them fit the muscles of a plan, and the reasons for needling that have one."""

from collections.abc import Iterable

from filiform.knowledge.library import Library
from filiform.knowledge.model.anatomy import Muscle
from filiform.knowledge.model.planning import Indication, LoadingProtocol


def areas_of(muscles: Iterable[str], library: Library) -> frozenset[str]:
    """The areas of the body in which these muscles lie."""
    return frozenset(area for name in muscles for area in library.get(name, Muscle).areas)


def fitting_protocols(
    indication: Indication, areas: frozenset[str], library: Library
) -> tuple[LoadingProtocol, ...]:
    """The programmes of an indication that load a part of the body in one of these areas."""
    return tuple(
        one
        for one in library.all(LoadingProtocol)
        if one.id in indication.protocols and not areas.isdisjoint(one.areas)
    )


def fitting_indications(areas: frozenset[str], library: Library) -> tuple[Indication, ...]:
    """The reasons for needling for which there is a programme in one of these areas."""
    return tuple(one for one in library.all(Indication) if fitting_protocols(one, areas, library))
