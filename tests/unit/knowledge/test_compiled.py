"""What is kept of the shipped library loads as the files would, and never stands in for others."""

from pathlib import Path

import pytest

from filiform.knowledge import compiled
from filiform.knowledge.library import Library, load_library

LIBRARY = load_library()


@pytest.fixture(autouse=True)
def kept_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of the test's own in place of the package's."""
    folder = tmp_path / "kept"
    monkeypatch.setattr(compiled, "_path", lambda version: folder / f"library.{version}.msgpack")
    return folder


def test_what_was_kept_is_equal_to_what_was_read() -> None:
    compiled.write("1", LIBRARY)
    kept = compiled.read("1")
    assert kept is not None
    assert list(Library(kept, "1")) == list(LIBRARY)


def test_another_version_finds_nothing() -> None:
    compiled.write("1", LIBRARY)
    assert compiled.read("2") is None


@pytest.mark.parametrize("at", [0, 40, -1])
def test_a_damaged_byte_is_noticed_and_nothing_is_believed(kept_elsewhere: Path, at: int) -> None:
    compiled.write("1", LIBRARY)
    path = kept_elsewhere / "library.1.msgpack"
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)
    assert compiled.read("1") is None


def test_a_file_that_was_cut_off_is_not_believed(kept_elsewhere: Path) -> None:
    compiled.write("1", LIBRARY)
    path = kept_elsewhere / "library.1.msgpack"
    path.write_bytes(path.read_bytes()[:-100])
    assert compiled.read("1") is None


def test_a_folder_that_cannot_be_written_to_costs_only_time(kept_elsewhere: Path) -> None:
    kept_elsewhere.write_text("a file where the folder should be")
    compiled.write("1", LIBRARY)
    assert compiled.read("1") is None


def test_only_the_newest_is_kept(kept_elsewhere: Path) -> None:
    compiled.write("1", LIBRARY)
    compiled.write("2", LIBRARY)
    assert [path.name for path in kept_elsewhere.iterdir()] == ["library.2.msgpack"]


def test_a_process_reads_the_shipped_library_once() -> None:
    assert load_library() is load_library()
