"""The command line in a pipe: a reader that has had enough is no fault of the record."""

import subprocess
import sys
from pathlib import Path

POPULATION = Path(__file__).parents[2] / "samples" / "clinosim" / "population.ndjson.gz"


def test_a_reader_that_stops_reading_ends_the_command_without_blaming_the_record() -> None:
    command = [sys.executable, "-m", "filiform.cli", "screen", str(POPULATION), "--json"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.read(10)
        running.stdout.close()
        said = running.stderr.read()
    assert "cannot be read" not in said
    assert running.returncode == 141
