"""Every write of the room: channels, deliveries and their proof, recipients, messages."""

from gongkai.office.channels.actions.channels import add, change, configure, post, renew_token
from gongkai.office.channels.actions.confirming import (
    Evidence,
    confirm,
    expire,
    note_taken,
    take_down,
)
from gongkai.office.channels.actions.outbox import abandon, claim, claim_question, defer, settle
from gongkai.office.channels.actions.planning import (
    give_up,
    plan,
    replan,
    retry,
    withdraw,
    withdraw_everywhere,
)
from gongkai.office.channels.actions.recipients import (
    add_group,
    add_recipient,
    import_recipients,
    opt_in,
    opt_out,
    opt_out_by_phone,
    take_reports,
)

__all__ = [
    "Evidence",
    "abandon",
    "add",
    "add_group",
    "add_recipient",
    "change",
    "claim",
    "claim_question",
    "configure",
    "confirm",
    "defer",
    "expire",
    "give_up",
    "import_recipients",
    "note_taken",
    "opt_in",
    "opt_out",
    "opt_out_by_phone",
    "plan",
    "post",
    "renew_token",
    "replan",
    "retry",
    "settle",
    "take_down",
    "take_reports",
    "withdraw",
    "withdraw_everywhere",
]
