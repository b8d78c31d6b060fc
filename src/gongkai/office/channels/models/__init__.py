"""Tables of the room: channels, postings, deliveries with their story and proof, recipients."""

from gongkai.office.channels.models.channel import (
    LARGEST_QUANTITY,
    Channel,
    ChannelKind,
    Family,
    Posting,
    family_of,
)
from gongkai.office.channels.models.delivery import (
    Act,
    Delivery,
    DeliveryEvent,
    DeliveryState,
    Proof,
    ProofFile,
)
from gongkai.office.channels.models.recipient import (
    ConsentSource,
    Message,
    MessageOutcome,
    Recipient,
    RecipientGroup,
)

__all__ = [
    "LARGEST_QUANTITY",
    "Act",
    "Channel",
    "ChannelKind",
    "ConsentSource",
    "Delivery",
    "DeliveryEvent",
    "DeliveryState",
    "Family",
    "Message",
    "MessageOutcome",
    "Posting",
    "Proof",
    "ProofFile",
    "Recipient",
    "RecipientGroup",
    "family_of",
]
