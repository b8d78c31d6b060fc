"""The scan before review (发布前扫描): what a text, and what is hidden in a file, gives away.

Passages and metadata go in, hits come out. It reads no file and decides no release.
"""

from gongkai.rules.scan.engine import OutdatedFinder, scan
from gongkai.rules.scan.finder import PairFinder, TermFinder
from gongkai.rules.scan.hits import Hit, Memory, Profile, Severity
from gongkai.rules.scan.lists import Leader, Lists, Term, TermList, UnusableTerm, built_in
from gongkai.rules.scan.metadata import Metadata
from gongkai.rules.scan.passages import Hidden, Passage
from gongkai.rules.scan.verdict import Resolution, Verdict, verdict

__all__ = [
    "Hidden", "Hit", "Leader", "Lists", "Memory", "Metadata", "OutdatedFinder", "PairFinder",
    "Passage", "Profile", "Resolution", "Severity", "Term", "TermFinder", "TermList",
    "UnusableTerm", "Verdict", "built_in", "scan", "verdict",
]  # fmt: skip
