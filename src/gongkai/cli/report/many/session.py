"""One command over files from beginning to end: what is read, kept, counted and summed up."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import click

from gongkai.cli.misuse import INTERRUPTED
from gongkai.cli.refusal import Refusal
from gongkai.cli.report import wishes as asked
from gongkai.cli.report import words
from gongkai.cli.report.many import interruption
from gongkai.cli.report.many.journal import Journal
from gongkai.cli.report.many.record import Record
from gongkai.cli.report.many.run import Placed, Run
from gongkai.cli.report.many.summary import Summary
from gongkai.cli.report.many.tally import Tally
from gongkai.cli.report.wishes import Wishes
from gongkai.rules.annual_report.form import FilledForm


class Session:
    """What a command does with its files; results go to stdout, everything else to stderr."""

    def __init__(self, run: Run, journal: Journal, summary: Summary | None, lang: str) -> None:
        self.is_alone = run.is_alone
        self.lang = lang
        self._run, self._journal, self._summary = run, journal, summary
        self._tally = Tally()

    def records(self) -> Iterator[Placed]:
        """Yield every record in the order asked for, as soon as it is there."""
        return self._run.records(self._journal)

    def again(self, place: int) -> Record:
        """Return a record that was there before."""
        return self._journal.at(place)

    def say(self, text: str, *, err: bool = False) -> None:
        """Print results, or with `err` a remark."""
        self._run.progress.say(text, err=err)

    def refuse(self, kept: Record, refusal: Refusal | None = None) -> None:
        """Tell that a file was not read, or with a refusal that it was not checked."""
        refusal = refusal or Refusal(*(kept.refusal or ("", "")))
        self._run.progress.clear()
        refusal.show()
        self._tally.refuse()
        if self._summary:
            self._summary.refuse(kept, refusal.sentences)

    def add(
        self,
        kept: Record,
        findings: Iterable[Mapping[str, Any]],
        filled: FilledForm | None = None,
    ) -> None:
        """Count a report and what was found in it."""
        findings = list(findings)
        self._tally.read(each["severity"] for each in findings)
        if self._summary:
            self._summary.add(kept, filled or kept.filled(), findings)

    def end(self) -> int:
        """Sum up on stderr and return the exit code."""
        self._run.progress.clear()
        self._run.tell_beside()
        tally = self._tally
        if not self.is_alone:
            said = words.of_several(tally.files, tally.clean, tally.faulty, self.lang)
            self.say("\n".join([said, *tally.lines(self.lang)]), err=True)
        if tally.refused or self._run.listing.closed or self._run.listing.empty:
            return asked.WRONG_USE
        return asked.FINDINGS if tally.faulty else 0


@contextmanager
def opened(paths: tuple[Path, ...], wishes: Wishes) -> Iterator[Session]:
    """Begin a command over files; at its end the journal and the summary are whole.

    Raises:
        Refusal: there is nothing to read, or what is to be kept cannot be written.
    """
    with ExitStack() as stack:
        stack.enter_context(interruption.remembered())
        run = Run(paths, wishes)
        journal = stack.enter_context(Journal(wishes.resume))
        summary = None
        if wishes.summary:
            summary = Summary(wishes.summary, run.files, force=wishes.force)
            stack.enter_context(summary)
        try:
            yield Session(run, journal, summary, wishes.lang)
        except KeyboardInterrupt:
            run.progress.clear()
            click.echo(words.interrupted(wishes.resume, wishes.lang), err=True)
            raise click.exceptions.Exit(INTERRUPTED) from None
        finally:
            run.progress.clear()
