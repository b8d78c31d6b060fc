"""What an adapter is (渠道适配): it prepares, sends, asks and takes back; it keeps nothing.

An adapter reads no table and writes none. It says what came of a call in one `Answer`, and above
all whether it is certain that nothing went out: only then may the call be made again.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Literal

from django.utils.functional import Promise

from gongkai.office.channels.content import Content, ContentFile

Words = str | Promise


class Result(StrEnum):
    """What came of a call."""

    DONE = "done"  # it is there (or gone), and that is known
    ACCEPTED = "accepted"  # the other side has it; whether it is there is asked later
    FAILED = "failed"  # certainly not done; may be tried again
    REFUSED = "refused"  # certainly not done, and trying again would not help
    UNKNOWN = "unknown"  # it may have been done


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a call, in a result and a sentence.

    `digest` is the hash of what was answered, `proof` an address or number that shows it;
    `told` says for single recipients whether they were accepted, by the number of the message;
    `untouched` names those that were certainly not tried.
    """

    result: Result
    text: str = ""
    reference: str = ""
    proof: str = ""
    digest: str = ""
    told: Mapping[int, "Told"] = field(default_factory=dict)
    untouched: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """What a gateway said about one recipient."""

    is_accepted: bool
    reference: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """One recipient of a message: the number of the message and where it goes."""

    message_id: int
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One call to be made. `key` is the same each time; `about` is what a withdrawal takes back."""

    key: str
    content: Content
    settings: Mapping[str, Any]
    at: datetime
    reason: str = ""
    reference: str = ""
    about: str = ""
    targets: Sequence[Target] = ()
    channel_id: int = 0
    channel_name: str = ""
    gateway_url: str = ""
    credential: Callable[[str], str] = str
    read: Callable[[ContentFile], bytes] = lambda _file: b""


@dataclass(frozen=True, slots=True)
class Preview:
    """What exactly goes out: the words, in the parts in which they are sent, and files to make."""

    text: str
    parts: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    files: tuple[str, ...] = ()
    advice: str = ""


FieldKind = Literal[
    "text", "url", "number", "choice", "yes", "credential", "time", "groups", "long"
]


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of a channel, as the form asks for it."""

    name: str
    label: Words
    kind: FieldKind = "text"
    hint: Words = ""
    default: Any = ""
    required: bool = True
    choices: tuple[tuple[str, Words], ...] = ()
    least: int = 0
    most: int = 0


class Adapter:
    """The adapter of a channel that people serve; those that call a machine override."""

    is_manual = True
    can_ask = False
    is_idempotent = False
    ends_by_itself = False  # shows nothing after the last day, without anybody taking it down
    batch = 0  # how many recipients a call takes; 0: the channel has no recipients
    reaches_by = "phone"
    fields: tuple[Setting, ...] = ()

    def prepare(self, content: Content, settings: Mapping[str, Any]) -> Preview:
        """Return what would go out."""
        return Preview(text=content.brief)

    def send(self, job: Job) -> Answer:
        """Put the content out. Never raises for what the other side does."""
        raise NotImplementedError("A channel served by people is not sent to.")

    def ask(self, job: Job) -> Answer:
        """Ask what became of it; UNKNOWN where that cannot be said."""
        return Answer(Result.UNKNOWN)

    def withdraw(self, job: Job) -> Answer:
        """Take it back."""
        raise NotImplementedError("A channel served by people is not sent to.")

    def not_before(
        self, content: Content, settings: Mapping[str, Any], at: datetime
    ) -> datetime | None:
        """Return the moment until which it must wait, None where it may go at once."""
        return None
