"""Every write of the room: a reader's word and its answer, a subscription and its letters."""

from gongkai.office.audience.actions.answering import answer, close, publish_answer, receive
from gongkai.office.audience.actions.subscribing import confirm, end, subscribe

__all__ = [
    "answer", "close", "confirm", "end", "publish_answer", "receive", "subscribe",
]  # fmt: skip
