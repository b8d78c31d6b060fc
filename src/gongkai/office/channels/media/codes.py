"""QR codes of public pages (二维码): the modules themselves, to be drawn where they are needed."""

import segno
from PIL import Image


def modules(url: str) -> list[list[bool]]:
    """Return the dark and light modules, without a quiet zone, in medium error correction."""
    return [[bool(each) for each in row] for row in segno.make(url, error="m", micro=False).matrix]


def picture(url: str, *, size: int) -> Image.Image:
    """Return a square picture of about so many pixels; modules stay sharp."""
    found = modules(url)
    quiet = 4
    side = len(found) + 2 * quiet
    small = Image.new("1", (side, side), 1)
    for down, row in enumerate(found):
        for right, is_dark in enumerate(row):
            if is_dark:
                small.putpixel((right + quiet, down + quiet), 0)
    scale = max(1, size // side)
    return small.resize((side * scale, side * scale), Image.Resampling.NEAREST)
