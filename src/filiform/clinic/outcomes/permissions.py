"""Which permission each thing in outcomes needs."""

from filiform.clinic.accounts.roles import Permission

VIEW = Permission.VIEW_EPISODE
RECORD = Permission.RECORD_OUTCOME
PRINT = Permission.PRINT_REPORT
