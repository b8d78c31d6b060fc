"""What happens to files on their way: cut anywhere, bytes changed, lines lost, doubled or moved."""

from collections.abc import Callable
from random import Random

Damage = Callable[[Random, bytes], bytes]
_TREATS = (b"<", b"|", b"\t", b"\x00", b"\xff", b"0", b"9" * 40, b"&#x0;", "一、".encode(), b"-")


def cut(random: Random, data: bytes) -> bytes:
    """The file ends early, or begins late."""
    place = random.randrange(len(data) + 1)
    return data[:place] if random.random() < 0.8 else data[place:]


def flip(random: Random, data: bytes) -> bytes:
    """Some bytes are others."""
    changed = bytearray(data)
    for _ in range(random.choice([1, 1, 3, 20])):
        if changed:
            changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def insert(random: Random, data: bytes) -> bytes:
    """Something slips in."""
    place = random.randrange(len(data) + 1)
    return data[:place] + random.choice(_TREATS) + data[place:]


def lines(random: Random, data: bytes) -> bytes:
    """Lines are lost, doubled or change places."""
    kept = data.split(b"\n")
    for _ in range(random.choice([1, 2, 8])):
        here, there = random.randrange(len(kept)), random.randrange(len(kept))
        what = random.random()
        if what < 0.35:
            del kept[here]
        elif what < 0.65:
            kept.insert(there, kept[here])
        else:
            kept[here], kept[there] = kept[there], kept[here]
        if not kept:
            return b""
    return b"\n".join(kept)


def move(random: Random, data: bytes) -> bytes:
    """A stretch of the file stands elsewhere, or twice."""
    start = random.randrange(len(data) + 1)
    end = min(len(data), start + random.choice([3, 60, 900, 20_000]))
    chunk = data[start:end]
    rest = data[:start] + data[end:] if random.random() < 0.6 else data
    place = random.randrange(len(rest) + 1)
    return rest[:place] + chunk + rest[place:]


def swallow(random: Random, data: bytes) -> bytes:
    """A stretch of the file is lost."""
    start = random.randrange(len(data) + 1)
    return data[:start] + data[start + random.choice([1, 3, 60, 900, 20_000]) :]


KINDS: tuple[Damage, ...] = (cut, flip, insert, lines, move, swallow)


def damaged(random: Random, data: bytes, *, is_text: bool) -> bytes:
    """The file after one or two mishaps; a text mostly without the bytes that are no text."""
    for _ in range(random.choice([1, 1, 2])):
        data = random.choice(KINDS)(random, data)
    if is_text and random.random() < 0.8:
        return data.decode("utf-8", errors="ignore").encode()
    return data
