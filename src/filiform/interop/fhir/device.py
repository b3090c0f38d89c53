"""Device → an entry of something that a person carries in or on the body."""

from msgspec import Raw, field

from filiform.interop.fhir.elements import Concept, Element, Reference, Resource
from filiform.interop.fhir.entry import EntryState, RecordEntry
from filiform.knowledge.model.terminology import ResourceKind


class DeviceName(Element, frozen=True, gc=False):
    """A name of a device."""

    name: str | None = None


class Device(Resource, frozen=True, kw_only=True, rename="camel", gc=False):
    """The fields of Device that are read; `other_release` tells R5 from R4."""

    status: str = ""
    type: Concept | None = None
    device_name: tuple[DeviceName, ...] | None = None
    patient: Reference | None = None
    other_release: Raw = field(default=Raw(), name="name")


def read(device: Device, name: str, notes: list[str]) -> RecordEntry | None:
    """The entry of a device, or nothing when it was entered in error. A Device carries no date of its own."""
    names = tuple(Concept(text=one.name) for one in device.device_name or () if one.name)
    concepts = (*((device.type,) if device.type else ()), *names)
    if not concepts or device.status == "entered-in-error":
        return None
    certain = device.status in {"active", ""}
    return RecordEntry(
        kind=ResourceKind.DEVICE,
        name=name,
        subject=device.patient,
        concepts=concepts,
        state=EntryState.ACTIVE if certain else EntryState.UNCERTAIN,
        status=device.status,
    )
