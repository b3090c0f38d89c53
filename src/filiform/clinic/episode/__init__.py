"""The episode of care: one complaint of one patient, from referral to discharge, and its status log."""
