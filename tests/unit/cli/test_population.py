"""Many lines on several processes: the same answers in the same order as on one."""

import threading
from collections.abc import Iterator

from benchmarks.records import ON, Population
from filiform.cli import population
from filiform.cli.population import screen_lines
from filiform.interop.fhir.stream import Document
from tests.unit.interop.a_record import library


def lines(count: int) -> Iterator[Document]:
    population = Population(library())
    for number in range(count):
        content = b"{nonsense" if number == 150 else population.bundle(number)
        yield Document(content, f"line {number + 1}", is_line=True)


def test_several_processes_answer_like_one_in_the_order_of_the_lines() -> None:
    alone = list(screen_lines(lines(260), on=ON, library=library(), workers=1))
    together = list(screen_lines(lines(260), on=ON, library=library(), workers=2))
    assert together == alone
    assert len(alone) == 260
    assert [one.where for one in alone if one.problem] == ["line 151, byte 1"]


def test_a_process_with_threads_about_is_not_forked() -> None:
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    try:
        assert population._start_method() == "spawn"
    finally:
        ended.set()
        thread.join()
