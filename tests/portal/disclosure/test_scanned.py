"""The picture of an address (二维码): the dark squares of its code, each where it belongs."""

import re

import segno

from gongkai.portal.pages.items import scanned


def test_the_picture_holds_what_the_code_says():
    address = "https://www.example.gov.cn/items/b000000001/"
    rows = segno.make(address, error="m", micro=False, mask=scanned.PATTERN).matrix
    drawn = scanned.picture(address).decode()
    dark = set()
    across = down = 0
    for step, first, second in re.findall(r"([Mmh])(\d+)(?: ([\d.]+))?", drawn.split("stroke=")[1]):
        if step == "M":
            across, down = int(first), int(float(second))
        elif step == "m":
            across += int(first)
        else:
            dark |= {(down, across + each) for each in range(int(first))}
            across += int(first)
    border = scanned.BORDER
    assert dark == {
        (down + border, across + border)
        for down, row in enumerate(rows) for across, is_dark in enumerate(row) if is_dark
    }  # fmt: skip
