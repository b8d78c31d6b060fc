"""The files of one command, read by several processes and given back in the order asked for.

One file is read at once in this process; of several, none stops the others.
"""

from collections.abc import Generator, Iterator
from contextlib import closing
from pathlib import Path

from gongkai.cli.refusal import Refusal
from gongkai.cli.report import document, listing, words
from gongkai.cli.report.many import pool, record
from gongkai.cli.report.many.journal import Journal
from gongkai.cli.report.many.pool import Lost
from gongkai.cli.report.many.progress import Progress
from gongkai.cli.report.many.record import Record, Sentences
from gongkai.cli.report.wishes import Wishes

Placed = tuple[int, Record]
"""A record with its place in the journal, where it can be had again."""


class Run:
    """What is read for one command: the files, the progress, and whether a folder was closed."""

    def __init__(self, paths: tuple[Path, ...], wishes: Wishes) -> None:
        self.listing = listing.of(paths)
        kept = wishes.resume and wishes.resume.absolute()
        self.files = [path for path in self.listing.files if path.absolute() != kept]
        self.is_alone = len(paths) == len(self.files) == 1 and self.files[0] == paths[0]
        self.progress = Progress(len(self.files), wishes.lang)
        self._wishes = wishes
        if not self.files and not self.listing.closed:
            raise _nothing_in(paths[0])

    def records(self, journal: Journal) -> Iterator[Placed]:
        """Yield the record of every file in the order asked for, as soon as it is there.

        Raises:
            Refusal: processes cannot be started, or the journal has no room.
        """
        places = {
            number: place
            for number, path in enumerate(self.files if len(journal) else ())
            if (place := journal.place_of(path)) is not None
        }
        if places:
            self.progress.say(words.taken_up(len(places), self._wishes.lang), err=True)
        waiting = [number for number in range(len(self.files)) if number not in places]
        for _ in places:
            self.progress.step()
        with closing(self._finished(waiting)) as finished:
            for number in range(len(self.files)):
                while number not in places:
                    done, line = next(finished)
                    places[done] = journal.append(line)
                    self.progress.step()
                place = places.pop(number)
                yield place, journal.at(place)

    def tell_beside(self) -> None:
        """Print what is to be known beside the results: folders closed, empty, files left out."""
        for error in self.listing.closed:
            self.progress.say(words.closed_folder(error, self._wishes.lang), err=True)
        for folder in self.listing.empty:
            _nothing_in(folder).show()
        if self.listing.others:
            said = words.passed_over(self.listing.others, self._wishes.lang)
            self.progress.say(said, err=True)

    def _finished(self, numbers: list[int]) -> Generator[tuple[int, bytes], None, None]:
        if self.is_alone:
            yield from ((number, record.make(self._job(number))) for number in numbers)
            return
        jobs = ((number, self._job(number)) for number in numbers)
        workers = min(self._wishes.jobs, len(numbers))
        try:
            with closing(
                pool.finished(jobs, record.make, workers=workers, seconds=self._wishes.seconds)
            ) as results:
                for number, result in results:
                    if isinstance(result, Lost):
                        yield number, self._lost(self.files[number], result).line()
                    else:
                        yield number, result
        except pool.CannotStart as error:
            raise Refusal(
                "无法启动读取文件的进程。请核对 gongkai 的安装是否完整，内存是否够用。",
                "Processes that read files do not start: check the installation of gongkai and "
                "the memory that is left.",
            ) from error

    def _job(self, number: int) -> tuple[str, bytes | None]:
        path = self.files[number]
        if str(path) != document.STREAM:
            return str(path), None
        try:
            return str(path), document.content(path)
        except Refusal:
            return str(path), None  # Whoever works on it meets the same refusal.

    def _lost(self, path: Path, how: Lost) -> Record:
        return Record(str(path), "", refusal=_LOST[how](path, self._wishes.seconds))


def _late(path: Path, seconds: float) -> Sentences:
    name = document.name_of(path)
    return (
        f"“{name}”在{seconds:g}秒内没有读完，没有读取。请核对文件，或者用 --seconds 放宽时限。",
        f"“{name}” was not read within {seconds:g} seconds: check it, or allow more with "
        "--seconds.",
    )


def _dead(path: Path, seconds: float) -> Sentences:
    name = document.name_of(path)
    return (
        f"读取“{name}”的进程意外终止，没有读取，可能是内存不足。请单独读取该文件核对。",
        f"The process that read “{name}” broke off, perhaps for lack of memory: it was not "
        "read. Try this file alone.",
    )


def _nothing_in(folder: Path) -> Refusal:
    return Refusal(
        f"文件夹“{folder}”中没有可以读取的文件。请核对路径，或者直接写明文件。",
        f"The folder “{folder}” holds no file that can be read: check the path, or name the files.",
    )


_LOST = {Lost.LATE: _late, Lost.DEAD: _dead}
