"""How names are compared in a search: lower case, without accents, one space between words."""

import unicodedata


def search_key(name: str) -> str:
    """The name as the search sees it: `José  García` becomes `jose garcia`."""
    apart = unicodedata.normalize("NFKD", name)
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return " ".join(plain.casefold().split())
