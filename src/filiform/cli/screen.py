"""`filiform screen RECORD`: what a health record says about dry needling for its patients."""

import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import Annotated, BinaryIO, NoReturn

import msgspec
import typer

from filiform.cli.answers import UnusableAnswers, read_answers
from filiform.cli.days import today
from filiform.cli.failure import BROKEN_PIPE, UNUSABLE, failed, stop
from filiform.cli.knowledge.loading import load
from filiform.cli.population import screen_lines
from filiform.cli.progress import progress_over
from filiform.cli.report import print_report
from filiform.cli.result import as_json
from filiform.clinical.facts import Answer
from filiform.clinical.screening import screen
from filiform.interop.fhir.bundle import header_of
from filiform.interop.fhir.reading import PatientRecord, UnusableRecord, read_documents
from filiform.interop.fhir.stream import Document, documents
from filiform.knowledge.library import Library


def screen_record(
    record: Annotated[
        Path,
        typer.Argument(help="A FHIR R4 Bundle or NDJSON, plain or gzipped; - for standard input."),
    ],
    answers: Annotated[
        Path | None, typer.Option(help="A JSON file of answers to screening questions.")
    ] = None,
    on: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="The day to screen for; today unless given."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object a patient.")] = False,
) -> None:
    """Screen a health record: is dry needling right for this person, and what must be respected?

    Many patients are always printed as JSON, one object a line. Exit code 0 when every patient was
    screened, 2 when something could not be used; standard error then says where and why.
    """
    library = load()
    given = _answers(answers, library)
    try:
        with _opened(record) as stream:
            _screen(stream, given, on.date() if on else today(), library, json=json)
    except UnusableRecord as unusable:
        stop(unusable.where, unusable.problem)
    except (
        BrokenPipeError
    ):  # whoever reads has had enough, such as `head`; the record is not at fault
        _leave_quietly()
    except OSError as error:
        stop(str(record), f"it cannot be read: {error.strerror or error}")


def _leave_quietly() -> NoReturn:
    """Ends without a word; what is still to be written would only break the pipe again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise typer.Exit(BROKEN_PIPE)


def _answers(path: Path | None, library: Library) -> dict[str, Answer]:
    if path is None:
        return {}
    try:
        return read_answers(path, library)
    except UnusableAnswers as unusable:
        stop(str(path), str(unusable))


def _opened(record: Path) -> AbstractContextManager[BinaryIO]:
    return nullcontext(sys.stdin.buffer) if str(record) == "-" else progress_over(record)


def _screen(
    stream: BinaryIO, given: dict[str, Answer], on: date, library: Library, *, json: bool
) -> None:
    found = documents(stream)
    first = next(found)
    if first.is_line and header_of(first.content, first.where).resource_type == "Bundle":
        _refuse_answers(given)
        _screen_population(chain([first], found), on, library)
        return
    records = read_documents(chain([first], found), on=on, library=library)
    record, another = next(records), next(records, None)
    if another is not None:
        _refuse_answers(given)
        for one in chain([record, another], records):
            _print_json(one, {}, library)
    elif json:
        _print_json(record, given, library)
    else:
        facts = msgspec.structs.replace(record.facts, answers=given)
        print_report(record, screen(facts, library), on, library)


def _screen_population(lines: Iterator[Document], on: date, library: Library) -> None:
    """Prints a line a patient; a line that cannot be used is named, and the rest goes on."""
    all_usable = True
    for screened in screen_lines(lines, on=on, library=library):
        for result in screened.results:
            sys.stdout.buffer.write(result + b"\n")
        if screened.problem:
            all_usable = False
            failed(screened.where, screened.problem)
    sys.stdout.flush()
    if not all_usable:
        raise typer.Exit(UNUSABLE)


def _print_json(record: PatientRecord, given: dict[str, Answer], library: Library) -> None:
    facts = msgspec.structs.replace(record.facts, answers=given)
    sys.stdout.buffer.write(as_json(record, screen(facts, library)) + b"\n")
    sys.stdout.flush()


def _refuse_answers(given: dict[str, Answer]) -> None:
    if given:
        stop(
            "--answers",
            "answers belong to one patient, and this record holds several; screen them one by one",
        )
