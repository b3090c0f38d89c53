"""The frame of every action: one transaction, one audit event, and refusals that a person can read.

    @audited("screening.answer_recorded")
    def record_answer(*, screening, finding, value, row_id, by, at) -> ScreeningAnswer:
        repeat_of(screening.answers, row_id, finding=finding, value=value)
        return ScreeningAnswer.objects.create(id=row_id, …, recorded_by=by, recorded_at=at)

The action is called with keywords only, among them `by=` (the user) and `at=` (an aware instant), and
returns the row it wrote. The row's `clinic_id`, model and key become the event's.
"""

from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import wraps
from typing import Any, Generic, ParamSpec, TypeVar
from uuid import UUID

from django.db import IntegrityError, models, transaction

from filiform.clinic.audit import chain

P = ParamSpec("P")
RowT = TypeVar("RowT", bound=models.Model)

_running: ContextVar[str] = ContextVar("running_action", default="")


class Refused(Exception):
    """The action may not be done now. The message is for the person who asked; no patient data in it."""

    def __init__(self, message: str, decision: Any = None) -> None:
        super().__init__(message)
        self.message = message
        self.decision = decision


class Repeated(Exception, Generic[RowT]):
    """Ends an action whose row was written before: nothing new happened, so nothing is audited."""

    def __init__(self, row: RowT) -> None:
        super().__init__("this row was written before")
        self.row = row


def audited(
    name: str, details: Callable[[Any], Mapping[str, Any]] | None = None
) -> Callable[[Callable[P, RowT]], Callable[P, RowT]]:
    """Make a function an action that is atomic and leaves exactly one audit event called `name`.

    `details` turns the returned row into further plain values for the event: never clinical content.
    An action does not call another one; what both need is a plain function.
    """

    def frame(action: Callable[P, RowT]) -> Callable[P, RowT]:
        @wraps(action)
        def run(*args: P.args, **named: P.kwargs) -> RowT:
            _only_keywords(name, args, named)
            try:
                return _once(name, details, action, named)
            except IntegrityError:
                # Somebody wrote the same row at the same moment; what they wrote can be seen now.
                return _once(name, details, action, named)

        run.action_name = name  # type: ignore[attr-defined]  # for the test that walks all actions
        return run

    return frame


def _once(
    name: str, details: Callable[[Any], Mapping[str, Any]] | None, action: Any, named: Any
) -> Any:
    if outer := _running.get():
        raise RuntimeError(f"{outer} calls the action {name}: an action leaves exactly one event")
    token = _running.set(name)
    try:
        with transaction.atomic():
            row = action(**named)
            _record(name, row, by=named["by"], at=named["at"], details=details)
            return row
    except Repeated as repeated:
        return repeated.row
    finally:
        _running.reset(token)


def _record(name: str, row: Any, *, by: Any, at: Any, details: Any) -> None:
    clinic_id = row.clinic_id
    chain.append(
        clinic_id=clinic_id,
        at=at,
        actor_id=by.pk,
        actor_role=by.role_in(clinic_id),
        action=name,
        subject_model=row._meta.label,
        subject_id=str(row.pk),
        details=details(row) if details else {},
    )


def repeat_of(rows: Any, row_id: UUID, **content: Any) -> None:
    """End the action if the row of that id is there already with the same content.

    Args:
        rows: the manager or queryset to look in, reached through the clinic.
        content: what the row would hold, by field name.

    Raises:
        Repeated: when it is there and the same; `@audited` then returns that row and records nothing.
        Refused: when it is there and says something else.
    """
    row = rows.model._default_manager.filter(pk=row_id).first()
    if row is None:
        return
    if rows.filter(pk=row_id).exists() and all(
        getattr(row, name) == value for name, value in content.items()
    ):
        raise Repeated(row)
    raise Refused("This form was sent before with something else in it. Open the page again.")


def _only_keywords(name: str, args: tuple[Any, ...], named: Mapping[str, Any]) -> None:
    if args or "by" not in named or "at" not in named:
        raise TypeError(f"{name} is called with keywords only, among them by= and at=")
