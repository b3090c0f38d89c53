"""Filiform: dry needling from "is it right for me?" to "did it work?"."""

__version__ = "0.1.0"
