"""Numbers of passports, permits, cards and plates (证件号码、车牌), known by the word before them.

Without that word a number of eight digits may be anything and is let be.
"""

import re
from collections.abc import Iterator

from gongkai.rules.scan import rulebook
from gongkai.rules.scan.page import Mark, Page

GAP = r"[^0-9a-z*\n\t，。；]{0,10}"
PAPERS = {
    "passport": re.compile(
        rf"护照{GAP}(?P<number>[a-z]{{1,2}}[0-9]{{7,8}}|1[45][0-9]{{7}})(?![0-9a-z*])"
    ),
    "permit": re.compile(
        rf"(?:通行证|居住证|回乡证|台胞证){GAP}(?P<number>[a-z][0-9]{{8,10}}|[0-9]{{8}}|[0-9]{{10}})(?![0-9a-z*])"
    ),
    "military": re.compile(
        r"(?:军官证|士兵证|士官证|军人证|警官证|文职干部证)[^0-9*\n\t，。；]{0,12}(?P<number>[0-9]{6,8})(?![0-9a-z*])"
    ),
    "social": re.compile(
        r"(?:社会保障(?:卡)?(?:号码?|编号)|社保(?:卡)?(?:号码?|编号|账号)|医保(?:卡)?(?:号码?|编号)|医疗保险号|公积金账号|社保个人编号)"
        r"[^0-9a-z*\n\t，。；]{0,6}(?P<number>[0-9a-z]{8,20})(?![0-9a-z*])"
    ),
    "driver": re.compile(
        r"(?:驾驶证(?:号码?|档案编号)|机动车驾驶证编号)[^0-9a-z*\n\t，。；]{0,6}(?P<number>[0-9]{12})(?![0-9a-z*])"
    ),
}  # fmt: skip
PLATE = re.compile(
    "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]"
    r"[a-hj-np-z][·•.\- ]?(?P<serial>[0-9a-hj-np-z]{5,6}|[0-9a-hj-np-z]{4}[警学挂港澳])"
    r"(?![0-9a-z*])"
)
FEWEST_DIGITS = 3


def marks(page: Page) -> Iterator[Mark]:
    """Yield numbers of personal papers and number plates."""
    if not page.has_digits:
        return
    named = rulebook.pattern("paper_cues").search(page.clean) is not None
    for kind, pattern in PAPERS.items() if named else ():
        name, gloss = rulebook.labels("paper")[kind]
        for found in pattern.finditer(page.clean):
            yield page.mark(
                "travel-document", *found.span("number"), detail=name, detail_en=gloss, private=True
            )
    for found in PLATE.finditer(page.clean):
        if sum(each.isdigit() for each in found["serial"]) >= FEWEST_DIGITS:
            yield page.mark("number-plate", *found.span(), private=True)
