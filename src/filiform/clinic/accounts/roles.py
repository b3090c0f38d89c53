"""The four roles and what each may do: one table, read from left to right."""

from enum import StrEnum


class Role(StrEnum):
    """What a person is to a clinic."""

    PATIENT = "patient"
    CLINICIAN = "clinician"
    LEAD = "lead"
    ADMINISTRATOR = "administrator"

    @property
    def label(self) -> str:
        """The role as pages name it."""
        return {"lead": "Clinical lead"}.get(self.value, self.value.capitalize())


STAFF_ROLES = (Role.CLINICIAN, Role.LEAD, Role.ADMINISTRATOR)


class Permission(StrEnum):
    """One thing a member of staff may do; the value reads as the end of "you may not …"."""

    VIEW_WORKLIST = "see the worklist"
    VIEW_PATIENT = "see patients"
    EDIT_PATIENT = "add or change patients"
    IMPORT_RECORD = "import records"
    SEND_LINK = "make links for patients"

    VIEW_EPISODE = "see an episode of care"
    OPEN_EPISODE = "open an episode of care"
    CHANGE_STATUS = "change the status of an episode"

    RECORD_SCREENING = "record a screening"
    OVERRIDE_CONSTRAINT = "set a constraint aside"
    RECORD_ASSESSMENT = "record an assessment"
    MAKE_PLAN = "make a plan"
    RECORD_CONSENT = "record a consent"
    RECORD_SESSION = "record a needling session"
    SIGN_SESSION = "sign a needling session"
    RECORD_CHECK_IN = "record a check-in"
    RECORD_OUTCOME = "record an outcome"
    PRINT_REPORT = "print a report"

    MANAGE_SUPPLIES = "manage needles and sharps containers"
    RECALL_LOT = "recall a lot and see who was needled with it"
    REPORT_ADVERSE_EVENT = "report an adverse event"
    REVIEW_DEVIATION = "look at deviations from a gate"
    VIEW_ADVERSE_EVENTS = "see the adverse events of the whole clinic"
    REPORT_NEEDLE_STICK = "report a needle-stick"
    READ_NEEDLE_STICKS = "read the needle-stick reports of others"

    MANAGE_STAFF = "manage staff"
    MANAGE_CREDENTIALS = "manage credentials"
    MANAGE_CLINIC = "change the settings of the clinic"
    VIEW_AUDIT = "see the audit trail"


_FRONT_DESK = frozenset(
    {
        Permission.VIEW_WORKLIST,
        Permission.VIEW_PATIENT,
        Permission.EDIT_PATIENT,
        Permission.IMPORT_RECORD,
        Permission.SEND_LINK,
        # Whoever takes a delivery in, or is pricked, must be able to say so; neither shows a patient.
        Permission.MANAGE_SUPPLIES,
        Permission.REPORT_NEEDLE_STICK,
    }
)
_CARE = frozenset(
    {
        Permission.VIEW_EPISODE,
        Permission.OPEN_EPISODE,
        Permission.CHANGE_STATUS,
        Permission.RECORD_SCREENING,
        Permission.OVERRIDE_CONSTRAINT,
        Permission.RECORD_ASSESSMENT,
        Permission.MAKE_PLAN,
        Permission.RECORD_CONSENT,
        Permission.RECORD_SESSION,
        Permission.SIGN_SESSION,
        Permission.RECORD_CHECK_IN,
        Permission.RECORD_OUTCOME,
        Permission.PRINT_REPORT,
        Permission.REPORT_ADVERSE_EVENT,
    }
)
# Clinical oversight: what patients met with, and the health of colleagues. Not for an administrator.
_SAFETY = frozenset(
    {
        Permission.RECALL_LOT,
        Permission.REVIEW_DEVIATION,
        Permission.VIEW_ADVERSE_EVENTS,
        Permission.READ_NEEDLE_STICKS,
    }
)
_OVERSIGHT = frozenset(
    {
        Permission.MANAGE_STAFF,
        Permission.MANAGE_CREDENTIALS,
        Permission.MANAGE_CLINIC,
        Permission.VIEW_AUDIT,
    }
)

# A patient reaches only their own rows, by `@patient`, and needs no permission for them.
# An administrator runs the clinic and does not read what is clinical.
PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.PATIENT: frozenset(),
    Role.CLINICIAN: _FRONT_DESK | _CARE,
    Role.LEAD: _FRONT_DESK | _CARE | _SAFETY | _OVERSIGHT,
    Role.ADMINISTRATOR: _FRONT_DESK | _OVERSIGHT,
}


def may(role: str, permission: Permission) -> bool:
    """Whether someone of that role may do it."""
    return permission in PERMISSIONS[Role(role)]
