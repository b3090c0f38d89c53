"""Addresses of the knowledge library; the path of a concept is its identifier."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from filiform.clinic.library import views


class IdentifierConverter(StringConverter):
    """The identifier of a concept, or of a kind, in an address: `anatomy/muscles/soleus`, `sources`."""

    regex = r"[a-z][a-z0-9_]*(?:/[a-z0-9][a-z0-9_-]*)*"


register_converter(IdentifierConverter, "identifier")

app_name = "library"

urlpatterns = [
    path("library/", views.index, name="index"),
    path("library/search/", views.search, name="search"),
    path("library/<identifier:identifier>/<slug:view>.svg", views.picture, name="picture"),
    path("library/<identifier:identifier>/", views.concept, name="concept"),
]
