"""Tables of the room: items published, normative documents, powers, and monthly counts."""

from gongkai.office.publishing.models.publication import Format, Publication
from gongkai.office.publishing.models.monthly_count import CountedMeasure, MonthlyCount
from gongkai.office.publishing.models.normative import DocumentKind, NormativeDocument
from gongkai.office.publishing.models.power import Power, PowerItem

__all__ = [
    "CountedMeasure",
    "DocumentKind",
    "Format",
    "Publication",
    "MonthlyCount",
    "NormativeDocument",
    "Power",
    "PowerItem",
]
