"""Secrets that travel in links: 256 random bits, of which only a hash is ever stored."""

import hashlib
import secrets


def new_token() -> str:
    """A secret that fits in an address."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is stored of a secret. It has 256 random bits, so a plain SHA-256 cannot be searched."""
    return hashlib.sha256(token.encode()).hexdigest()
