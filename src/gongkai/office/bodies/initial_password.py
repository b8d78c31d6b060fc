"""A first password, made by chance, read out or written down once and changed at first log-in."""

import secrets

# Without letters and figures that are mistaken for each other.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def make() -> str:
    """Return a password of three groups: `k7pm-x2dh-9wqt`; about 59 bits."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))
    return "-".join(groups)
