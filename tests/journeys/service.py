"""A real service for journeys: `filiform demo` in a folder of its own, as a newcomer starts it."""

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]
SECONDS_TO_START = 120


@dataclass
class Service:
    """A running demo clinic: its address, what it printed, and how to stop and restart it."""

    folder: Path
    port: int
    process: "subprocess.Popen[str] | None" = None
    printed: str = ""
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """Where a browser finds it."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Starts the service and waits until it answers."""
        log = self.folder / "printed.txt"
        command = [str(Path(sys.executable).parent / "filiform"), "demo", "--port", str(self.port)]
        environment = {**os.environ, "FILIFORM_DATA_DIR": str(self.folder), **self.environment}
        environment.pop("DJANGO_SETTINGS_MODULE", None)
        environment.pop("DATABASE_URL", None)
        with log.open("w") as out:
            self.process = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT, text=True
            )
        self._wait(log)
        self.printed = log.read_text()

    def stop(self) -> None:
        """Asks the service to end, and waits for it."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(timeout=20)

    def _wait(self, log: Path) -> None:
        deadline = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < deadline:
            if self.process is not None and self.process.poll() is not None:
                raise RuntimeError(f"the demo ended by itself:\n{log.read_text()}")
            if self._answers():
                return
            time.sleep(0.2)
        raise TimeoutError(f"no answer from {self.address}:\n{log.read_text()}")

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.address}/healthz", timeout=2) as answer:
                return bool(answer.status == 200)
        except OSError:
            return False

    def sign_in_of(self, role: str) -> tuple[str, str]:
        """The email and password that the demo printed for a role."""
        email = re.search(rf"^ *{role} +(\S+@\S+)", self.printed, re.MULTILINE)
        password = re.search(r"Password of all staff: (.+)", self.printed)
        if email is None or password is None:
            raise LookupError(f"no sign-in for {role} was printed:\n{self.printed}")
        return email[1], password[1].strip()


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
