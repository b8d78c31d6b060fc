"""The address of an item as a picture to be scanned (二维码)."""

import io

import segno


def picture(address: str) -> bytes:
    """Return an address as a QR code, drawn as SVG."""
    drawn = io.BytesIO()
    made = segno.make(address, error="m", micro=False)
    made.save(drawn, kind="svg", scale=4, border=2, dark="#000", light="#fff", xmldecl=False)
    return drawn.getvalue()
