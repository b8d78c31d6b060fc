"""Tables of the room: items, their versions and reviews, what is public, and the ledgers."""

from gongkai.office.publishing.models.item import Item, ItemLink, LinkKind, Validity
from gongkai.office.publishing.models.monthly_count import CountedMeasure, MonthlyCount
from gongkai.office.publishing.models.normative import DocumentKind, NormativeDocument
from gongkai.office.publishing.models.power import Power, PowerItem
from gongkai.office.publishing.models.public import PublicItem, PublicSpan, WithdrawalReason
from gongkai.office.publishing.models.publication import Format, Publication
from gongkai.office.publishing.models.review import (
    HitReason,
    Release,
    Scan,
    SecrecyReview,
    StepKind,
    VerdictKind,
    VersionStep,
    Withholding,
)
from gongkai.office.publishing.models.scan_term import ScanTerm, TermKind
from gongkai.office.publishing.models.token import ApiToken, TokenScope
from gongkai.office.publishing.models.version import (
    Attachment,
    AttachmentRole,
    Attribute,
    ItemFile,
    ItemVersion,
    OnExpiry,
    VersionState,
)

__all__ = [
    "ApiToken",
    "Attachment",
    "AttachmentRole",
    "Attribute",
    "CountedMeasure",
    "DocumentKind",
    "Format",
    "HitReason",
    "Item",
    "ItemFile",
    "ItemLink",
    "ItemVersion",
    "LinkKind",
    "MonthlyCount",
    "NormativeDocument",
    "OnExpiry",
    "Power",
    "PowerItem",
    "PublicItem",
    "PublicSpan",
    "Publication",
    "Release",
    "Scan",
    "ScanTerm",
    "SecrecyReview",
    "StepKind",
    "TermKind",
    "TokenScope",
    "Validity",
    "VerdictKind",
    "VersionState",
    "VersionStep",
    "WithdrawalReason",
    "Withholding",
]
