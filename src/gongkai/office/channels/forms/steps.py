"""The forms of a delivery's steps: proof, reasons, another day, what to look for."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from gongkai.office.bodies.forms import SaysWhatIsMissing, day_field
from gongkai.office.channels.actions import Evidence
from gongkai.office.registers.forms import ChoiceSelect


class PhotosInput(forms.ClearableFileInput):
    """A choice of several pictures; a telephone offers its camera."""

    allow_multiple_selected = True


class PhotosField(forms.FileField):
    """Several files at once; none is an answer too."""

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":
        """Return the files that were chosen."""
        given = data if isinstance(data, list | tuple) else [data] if data else []
        return [each for each in given if each]


class EvidenceForm(SaysWhatIsMissing, forms.Form):
    """When, and how it is known: photographs, an address, or words."""

    photos = PhotosField(
        label=_("照片或截图"), required=False,
        help_text=_("最多 5 个，每个不超过 10 MB。照片只作凭证留存，不对外公开。"),
        widget=PhotosInput(attrs={"accept": "image/*,application/pdf", "multiple": True}),
    )  # fmt: skip
    on = day_field(_("日期"))
    place = forms.CharField(label=_("地点"), max_length=100, required=False)
    url = forms.URLField(
        label=_("网址"), max_length=500, required=False, assume_scheme="https",
        help_text=_("在网站或公众号公开的，填写网页地址。"),
    )  # fmt: skip
    note = forms.CharField(
        label=_("说明"), max_length=300, required=False,
        help_text=_("没有照片和网址时，写明由谁、何时、怎样办理。"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    def evidence(self) -> Evidence:
        """Return what was handed in. Files are read here, once."""
        said = self.cleaned_data
        files = tuple((str(each.name), each.read()) for each in said["photos"])
        return Evidence(
            on=said["on"], files=files, url=said["url"], note=said["note"], place=said["place"]
        )


class VillageEvidenceForm(EvidenceForm):
    """The same on a telephone before the board: the camera first, nothing else asked for."""

    field_order = ("photos", "on", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["photos"].widget.attrs.update({"accept": "image/*", "capture": "environment"})
        for name in ("place", "url"):
            self.fields[name].widget = forms.HiddenInput()


class ReasonForm(SaysWhatIsMissing, forms.Form):
    """Why."""

    reason = forms.CharField(
        label=_("理由"), max_length=300, help_text=_("理由随记录保存，任何人都能查到。")
    )


class ReplanForm(SaysWhatIsMissing, forms.Form):
    """Another day."""

    on = day_field(_("办理日期"))


class QueueForm(forms.Form):
    """What to look for among the deliveries."""

    channel = forms.TypedChoiceField(
        label=_("渠道"), coerce=int, empty_value=None, required=False,
        widget=ChoiceSelect,
    )  # fmt: skip
    words = forms.CharField(label=_("标题或编号"), max_length=100, required=False)

    def __init__(self, *args: Any, channels: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["channel"]
        field.choices = [("", _("全部渠道")), *channels]


class DayForm(forms.Form):
    """The day that is asked about."""

    day = day_field(_("日期"), required=False)

    def chosen(self, today: date) -> date:
        """Return the day, today where none was given or it is not one."""
        return (self.cleaned_data.get("day") if self.is_valid() else None) or today
