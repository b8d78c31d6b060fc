"""Every write of the room: writing, the way through the gate, opening to the public, marks."""

from gongkai.office.publishing.actions.attaching import (
    arrange,
    attach,
    attach_many,
    describe,
    detach,
    strip,
)
from gongkai.office.publishing.actions.listing_terms import drop_term, list_terms
from gongkai.office.publishing.actions.marking import link, mark_validity, unlink
from gongkai.office.publishing.actions.opening import (
    expire,
    hide_title,
    open_due,
    open_release,
    retry_release,
    withdraw,
)
from gongkai.office.publishing.actions.passing import (
    clear,
    conclude,
    determine,
    endorse,
    endorse_afterwards,
    refer,
    release,
    withhold,
)
from gongkai.office.publishing.actions.pushing import make_token, push, revoke_token, used_token
from gongkai.office.publishing.actions.reassessing import reassess
from gongkai.office.publishing.actions.scanning import forget, give_reason, scan
from gongkai.office.publishing.actions.submitting import discard, send_back, submit, take_back
from gongkai.office.publishing.actions.writing import draft, revise, write

__all__ = [
    "arrange",
    "attach",
    "attach_many",
    "clear",
    "conclude",
    "describe",
    "detach",
    "determine",
    "discard",
    "draft",
    "drop_term",
    "endorse",
    "endorse_afterwards",
    "expire",
    "forget",
    "give_reason",
    "hide_title",
    "link",
    "list_terms",
    "make_token",
    "mark_validity",
    "open_due",
    "open_release",
    "push",
    "reassess",
    "refer",
    "release",
    "retry_release",
    "revise",
    "revoke_token",
    "scan",
    "send_back",
    "strip",
    "submit",
    "take_back",
    "unlink",
    "used_token",
    "withdraw",
    "withhold",
    "write",
]
