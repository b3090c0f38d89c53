"""Beginning an assessment: nothing to fill in, but the id of the row that is made."""

from uuid import uuid4

from django import forms


class StartForm(forms.Form):
    """Carries the id of the assessment, so that pressing twice begins one."""

    row = forms.UUIDField(widget=forms.HiddenInput(attrs={"id": False}), initial=uuid4)
