"""Which permission each thing in aftercare needs."""

from filiform.clinic.accounts.roles import Permission

VIEW = Permission.VIEW_EPISODE
RECORD = Permission.RECORD_CHECK_IN
