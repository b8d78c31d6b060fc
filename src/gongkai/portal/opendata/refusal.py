"""Why a request of a program was not answered as asked: a status and a sentence."""

from django.utils.functional import Promise
from pydantic import BaseModel


class Refused(Exception):
    """A request that is refused with a sentence, and with one for each field that is wrong."""

    def __init__(
        self, status: int, sentence: str | Promise, fields: dict[str, str] | None = None
    ) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.fields = fields


class Problem(BaseModel):
    """A problem document (RFC 9457): what happened and what to do, in Chinese and in English."""

    type: str
    title: str
    status: int
    detail: str
    detail_en: str
    fields: dict[str, str] = {}
