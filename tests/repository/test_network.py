"""The fence around the tests: it is there, and it holds."""

from __future__ import annotations

import socket

import pytest

from tests.environment.network import NetworkBlockedError, Reach, refuse_beyond


def test_a_test_of_the_repository_reaches_nobody() -> None:
    with pytest.raises(NetworkBlockedError, match="may reach nobody"):
        socket.create_connection(("127.0.0.1", 9), timeout=1)
    with pytest.raises(NetworkBlockedError), socket.socket() as unconnected:
        unconnected.connect(("127.0.0.1", 9))
    with pytest.raises(NetworkBlockedError):
        socket.getaddrinfo("localhost", 80)


@pytest.mark.parametrize(
    "address", [("127.0.0.1", 8000), ("::1", 8000), ("localhost", 80), "/a/socket"]
)
def test_a_journey_reaches_this_machine(address: object) -> None:
    refuse_beyond(Reach.THIS_MACHINE, address)


@pytest.mark.parametrize(
    "address", [("198.51.100.7", 443), ("filiform.example", 443), ("10.0.0.8", 5432)]
)
def test_a_journey_reaches_no_other_machine(address: object) -> None:
    with pytest.raises(NetworkBlockedError, match="this machine"):
        refuse_beyond(Reach.THIS_MACHINE, address)
