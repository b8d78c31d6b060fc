"""Words for the lists of the scan, typed or pasted one a line."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gongkai.office.bodies.forms import SaysWhatIsMissing
from gongkai.office.publishing.actions.listing_terms import Word
from gongkai.office.publishing.models import TermKind

MOST = 2000
_APART = re.compile(r"\s*(?:=>|＝＞|→|\t)\s*")


class TermsForm(SaysWhatIsMissing, forms.Form):
    """Words of one list, one a line, each with what should stand there instead."""

    kind = forms.ChoiceField(label=_("类别"), choices=TermKind.choices)
    words = forms.CharField(
        label=_("词"), max_length=200_000, widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_(
            "每行一个，可以从文件中整列粘贴。有应写作的，用 => 隔开，如“按装=>安装”；"
            "领导人写作“姓名=>职务、职务”。"
        ),
    )  # fmt: skip

    def clean_words(self) -> list[Word]:
        """Return the words, each once, in their order."""
        lines = [each.strip() for each in self.cleaned_data["words"].splitlines()]
        parts = [_APART.split(line, maxsplit=1) for line in lines if line]
        if len(parts) > MOST:
            raise ValidationError(_("一次最多 %s 个词，请分几次增加。") % MOST)
        return [Word(each[0], each[1] if len(each) > 1 else "") for each in parts if each[0]]
