"""Many patients, one Bundle a line: screened on all cores, answered in the order of the lines."""

import gc
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

import msgspec

from filiform.cli.result import as_json
from filiform.clinical.screening import screen
from filiform.interop.fhir.reading import UnusableRecord, read_bundle
from filiform.interop.fhir.stream import Document
from filiform.interop.fhir.terminology import TerminologyIndex, terminology_of
from filiform.knowledge.library import Library, load_library

_LINES_A_TASK = 100
_TASKS_WAITING_A_WORKER = 3


class Screened(msgspec.Struct, frozen=True):
    """What became of one line: a result a patient, or why there is none."""

    results: tuple[bytes, ...]
    read: int
    where: str = ""
    problem: str = ""


class _Screener:
    """Screens lines with one library that stays loaded."""

    def __init__(self, on: date, library: Library) -> None:
        self._on, self._library = on, library
        self._terminology: TerminologyIndex = terminology_of(library)

    def __call__(self, lines: list[Document]) -> list[Screened]:
        return [self._screened(line) for line in lines]

    def _screened(self, line: Document) -> Screened:
        try:
            records = read_bundle(
                line, on=self._on, library=self._library, terminology=self._terminology
            )
        except UnusableRecord as error:
            return Screened((), len(line.content), error.where, error.problem)
        results = tuple(as_json(one, screen(one.facts, self._library)) for one in records)
        return Screened(results, len(line.content))


_worker: list[_Screener] = []


def _begin(on: date, library: Library | None) -> None:
    _worker.append(_Screener(on, library or load_library()))
    gc.freeze()  # the library stays: the collector need not look through it again and again


def _work(lines: list[Document]) -> list[Screened]:
    return _worker[0](lines)


def screen_lines(
    lines: Iterable[Document], *, on: date, library: Library, workers: int | None = None
) -> Iterator[Screened]:
    """What became of each line, in their order.

    Few lines are screened here; more are spread over `workers` processes (all cores unless given),
    of which each is given only a few tasks ahead, so that memory does not grow with the file.
    """
    rest = iter(lines)
    first = list(islice(rest, _LINES_A_TASK))
    second = list(islice(rest, _LINES_A_TASK))
    count = workers or os.cpu_count() or 1
    if not second or count == 1:
        yield from _here([first, second], rest, _Screener(on, library))
    else:
        yield from _spread([first, second], rest, on, count, library)


def _here(
    begun: list[list[Document]], rest: Iterator[Document], screener: _Screener
) -> Iterator[Screened]:
    for task in _tasks(begun, rest):
        yield from screener(task)


def _spread(
    begun: list[list[Document]],
    rest: Iterator[Document],
    on: date,
    count: int,
    library: Library,
) -> Iterator[Screened]:
    method = _start_method()
    inherited = library if method == "fork" else None  # a spawned process has to load its own
    with multiprocessing.get_context(method).Pool(
        count, initializer=_begin, initargs=(on, inherited)
    ) as pool:
        waiting: deque[multiprocessing.pool.AsyncResult[list[Screened]]] = deque()
        for task in _tasks(begun, rest):
            waiting.append(pool.apply_async(_work, (task,)))
            if len(waiting) >= count * _TASKS_WAITING_A_WORKER:
                yield from waiting.popleft().get()
        while waiting:
            yield from waiting.popleft().get()


def _start_method() -> str:
    """A fork is quick and shares the library; with threads about (a progress bar) it is not safe."""
    may_fork = "fork" in multiprocessing.get_all_start_methods()
    return "fork" if may_fork and threading.active_count() == 1 else "spawn"


def _tasks(begun: list[list[Document]], rest: Iterator[Document]) -> Iterator[list[Document]]:
    yield from (task for task in begun if task)
    while task := list(islice(rest, _LINES_A_TASK)):
        yield task
