"""How far a test may reach: by replacing what Python connects with, for the length of one test."""

from __future__ import annotations

import enum
import ipaddress
import socket
from typing import Any

import pytest


class Reach(enum.Enum):
    """Whom a test may talk to."""

    NOBODY = "nobody"
    THIS_MACHINE = "this machine"


class NetworkBlockedError(RuntimeError):
    """A test tried to talk to somebody it may not talk to."""


def only(reach: Reach, monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse, until the test ends, every connection and look-up beyond this reach."""
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name), reach))
    look_up = socket.getaddrinfo

    def guarded_look_up(host: Any, *rest: Any, **named: Any) -> Any:
        refuse_beyond(reach, (host, 0))
        return look_up(host, *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", guarded_look_up)


def refuse_beyond(reach: Reach, address: Any) -> None:
    """Raise NetworkBlockedError unless the address is within reach.

    A path is a socket of this machine; a pair begins with a host name or an IP address.
    """
    if reach is Reach.THIS_MACHINE and (isinstance(address, str | bytes) or _is_local(address[0])):
        return
    raise NetworkBlockedError(
        f"this test may reach {reach.value}, and tried {address!r}: hand it the data instead"
    )


def _is_local(host: Any) -> bool:
    if host in (None, "", "localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _guarded(connect: Any, reach: Reach) -> Any:
    def guarded(self: socket.socket, address: Any) -> Any:
        refuse_beyond(reach, address)
        return connect(self, address)

    return guarded
