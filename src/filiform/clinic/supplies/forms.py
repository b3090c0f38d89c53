"""Forms of the supplies: they check what was typed or scanned, and never save."""

from typing import Any
from uuid import uuid4

from django import forms

from filiform.clinic.supplies.lot_numbers import LONGEST
from filiform.clinic.supplies.makers import LONGEST as LONGEST_MAKER
from filiform.clinic.supplies.makers import maker_key
from filiform.clinic.supplies.models import ContainerStep, MovementKind
from filiform.clinic.supplies.packet_codes import LONGEST as LONGEST_CODE
from filiform.clinic.supplies.packet_codes import PacketCode, UnreadableCode, read_packet_code
from filiform.clinic.ui.forms import DayField

LONGEST_MM = 200
MOST = 100_000


class MakerField(forms.CharField):
    """A maker as printed; those on the clinic's list are proposed by a list called `makers` on the page."""

    def __init__(self, **options: Any) -> None:
        """Offer the makers the page lists."""
        options.setdefault("label", "Maker")
        options.setdefault("max_length", LONGEST_MAKER)
        proposed = {"list": "makers", "autocomplete": "off"}
        super().__init__(widget=forms.TextInput(attrs=proposed), **options)

    def clean(self, value: Any) -> str:
        """A maker's name holds a letter or a digit."""
        maker: str = super().clean(value)
        if maker and not maker_key(maker):
            raise forms.ValidationError("A maker’s name holds at least one letter or digit.")
        return maker


class RowForm(forms.Form):
    """A form that carries the id of the row it will make, so that sending it twice makes one row."""

    row = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)


class CodeForm(forms.Form):
    """The code on a packet, scanned or pasted as text."""

    code = forms.CharField(
        label="Code on the packet",
        help_text="Scan it into this field, or paste it: (01)…(17)…(10)…",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        max_length=LONGEST_CODE,
        error_messages={"required": "Scan the code first, or type what is printed further down."},
    )

    def clean_code(self) -> PacketCode:
        """What the code says."""
        try:
            return read_packet_code(self.cleaned_data["code"])
        except UnreadableCode as fault:
            raise forms.ValidationError(str(fault)) from fault


class PrintedForm(RowForm):
    """What is printed on a packet of needles."""

    maker = MakerField(error_messages={"required": "Type the maker from the packet."})
    brand = forms.CharField(
        label="Name of the needles, as printed",
        max_length=100,
        error_messages={"required": "Type the name from the packet."},
    )
    lot = forms.CharField(
        label="Lot",
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Type the lot from the packet."},
    )
    gauge = forms.CharField(label="Thickness, as printed", max_length=20, required=False)
    length_mm = forms.DecimalField(
        label="Length",
        min_value=1,
        max_value=LONGEST_MM,
        max_digits=5,
        decimal_places=1,
        error_messages={"required": "Type the length from the packet, in millimetres."},
    )
    expires_on = DayField(
        label="Use before", error_messages={"required": "Type the date from the packet."}
    )
    gtin = forms.CharField(required=False, max_length=14, widget=forms.HiddenInput)

    def printed(self) -> dict[str, Any]:
        """What was typed, without the rest of the form."""
        names = ("maker", "brand", "gauge", "length_mm", "expires_on", "gtin")
        return {name: self.cleaned_data[name] for name in names}


class LotForm(PrintedForm):
    """A lot that is new here, and what arrived of it."""

    received = forms.IntegerField(
        label="Needles received",
        min_value=1,
        max_value=MOST,
        error_messages={"required": "Count the needles: boxes times needles in a box."},
    )
    received_on = DayField(label="Received on")


class MovementForm(RowForm):
    """What came or went outside a session."""

    kind = forms.ChoiceField(
        label="What happened", choices=MovementKind.choices, widget=forms.RadioSelect
    )
    quantity = forms.IntegerField(
        label="How many needles",
        help_text="Not asked when a box is opened.",
        min_value=1,
        max_value=MOST,
        required=False,
    )
    on = DayField(label="On")
    reason = forms.CharField(
        label="Why",
        help_text="Needed when needles are thrown away.",
        max_length=500,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """A box that is opened has no number; everything else has one, and throwing away a reason."""
        said: dict[str, Any] = super().clean() or {}
        kind = said.get("kind")
        if kind == MovementKind.BOX_OPENED:
            said["quantity"] = 0
        elif kind and "quantity" in said and not said["quantity"]:
            self.add_error("quantity", "Say how many needles.")
        if kind == MovementKind.THROWN_AWAY and not said.get("reason", "").strip():
            self.add_error("reason", "Say why the needles were thrown away.")
        return said


class ReasonForm(RowForm):
    """Why something is taken back."""

    reason = forms.CharField(
        label="Why", max_length=500, error_messages={"required": "Say why, in a few words."}
    )


class RecallForm(RowForm):
    """A recall, as its notice says."""

    lot = forms.CharField(
        label="Lot",
        max_length=LONGEST,
        error_messages={"required": "Type the lot from the notice."},
    )
    maker = MakerField(
        help_text="Leave it empty when the notice names none, or when you are not sure: the number is then closed whoever made it.",
        required=False,
    )
    recalled_on = DayField(label="Recalled on")
    announced_by = forms.CharField(
        label="Who announced it",
        help_text="For example the maker, with the number of the notice.",
        max_length=200,
    )
    reason = forms.CharField(
        label="What is wrong with it",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write what the notice says is wrong."},
    )


class ContainerForm(RowForm):
    """A sharps container that begins to be filled."""

    label = forms.CharField(label="Name", help_text="As written on it.", max_length=60)
    place = forms.CharField(label="Where it stands", max_length=100)
    opened_on = DayField(label="Opened on")


class StepForm(RowForm):
    """One step of a container's life."""

    step = forms.ChoiceField(choices=ContainerStep.choices)
    on = DayField(label="On")
    note = forms.CharField(
        label="Note",
        help_text="For example who collected it.",
        max_length=200,
        required=False,
    )
