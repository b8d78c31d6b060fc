"""What a report tells in sentences (正文): counts, lists of parts, sections, title and dates."""

from gongkai.rules.annual_report.telling.counts import read
from gongkai.rules.annual_report.telling.front import Front, front
from gongkai.rules.annual_report.telling.lists import findings
from gongkai.rules.annual_report.telling.parts import sections

__all__ = ["Front", "findings", "front", "read", "sections"]
