"""The password hash of the clinic at the least cost it can have: the real one is slow on purpose."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class QuickArgon2PasswordHasher(Argon2PasswordHasher):
    """Argon2 as everywhere, with one pass over eight kibibytes."""

    time_cost = 1
    memory_cost = 8
    parallelism = 1
