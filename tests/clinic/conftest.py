"""Sets Django up before any test of the clinic imports a model."""

from tests.factories.service import configure

configure()
