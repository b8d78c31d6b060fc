"""How a run over many files went, as a small table: files read and not read, what was found."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from gongkai.cli import table_text
from gongkai.cli.report.words import ENGLISH, SEVERITIES
from gongkai.rules.annual_report.form import Severity


@dataclass(slots=True)
class Tally:
    """Counts of files, and of the findings in them by severity."""

    files: int = 0
    refused: int = 0
    clean: int = 0
    with_severity: Counter[str] = field(default_factory=Counter)
    findings: Counter[str] = field(default_factory=Counter)

    def refuse(self) -> None:
        """Count a file that was not read."""
        self.files += 1
        self.refused += 1

    def read(self, severities: Iterable[str]) -> None:
        """Count a file by the severities of its findings."""
        found = Counter(severities)
        self.files += 1
        self.clean += not found
        self.findings += found
        self.with_severity.update(found.keys())

    @property
    def faulty(self) -> int:
        """How many of the files read have findings."""
        return self.files - self.refused - self.clean

    def lines(self, lang: str) -> Iterator[str]:
        """Return the table, its numbers set below each other."""
        return table_text.columns(list(self._rows(english=lang == ENGLISH)))

    def _rows(self, *, english: bool) -> Iterator[tuple[str, str, str]]:
        yield ("", "files", "findings") if english else ("", "文件", "问题")
        yield "All" if english else "合计", f"{self.files}", ""
        yield "  Clean" if english else "  没有问题", f"{self.clean}", ""
        for severity in Severity:
            name = f"With {severity.value}" if english else f"有{SEVERITIES[severity]}"
            files, found = self.with_severity[severity], self.findings[severity]
            yield f"  {name}", f"{files}", f"{found}"
        yield "  Not read" if english else "  没有读取", f"{self.refused}", ""
