"""Turns terms into queries of the engine (查询计划): where a word counts, and what else it may be.

Queries are built from parts, never from text, so that nothing typed is a command.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tantivy import Occur, Query, Schema, Searcher

from gongkai.office.search import letters, shelf, sounds, vocabulary
from gongkai.office.search.asking import parsing
from gongkai.office.search.asking.parsing import Asked, Term
from gongkai.office.search.asking.question import Match

WORTH = {"title": 10.0, "keys": 6.0, "summary": 2.5, "text": 1.0, "files": 0.6}
TIE = 0.1
IN_PIECES, OTHER_WORD, SPOKEN, INITIALS, APART = 0.5, 0.35, 0.6, 0.3, 0.08
NUMBER, DAY, BEGINNING, ONE_CHARACTER = 40.0, 8.0, 5.0, 1.0
SHORTEST_NUMBER = 4
LONGEST_INITIALS = 8
SHORTEST_INITIALS = 3
MOST_PAIRS = 16
MOST_OF_A_NAME = 2
OF_A_PAIR = 0.2
STRICTER = 2.0
# How many of the pairs of a question must be found, first and then.
SHARES = (0.7, 0.45, 0.25)


@dataclass(frozen=True, slots=True)
class Plan:
    """A query, how much of the question it stands for, and the words to mark in what it finds."""

    query: Query
    match: Match
    words: tuple[str, ...] = ()
    sounds: tuple[tuple[str, ...], ...] = ()
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Planner:
    """Makes queries for one index at one moment."""

    schema: Schema
    searcher: Searcher

    def is_word(self, word: str) -> bool:
        """Whether the index knows a word as a keyword or the name of a body."""
        return self.searcher.doc_freq("word", word) > 0

    def strict(self, asked: Asked) -> Plan:
        """Return the plan that wants every term."""
        parts = [(Occur.Must, self._clause(term)) for term in asked.terms]
        if len(parts) > 1:
            whole = "".join(term.text for term in asked.terms)
            parts.append((Occur.Should, self.anywhere(whole, ("title", "keys"))))
        words = [word for term in asked.terms for word in self._to_mark(term)]
        spoken = [tuple(way) for term in asked.terms for way in _readings(term)[:1]]
        return Plan(Query.boolean_query(parts), Match.ALL, tuple(dict.fromkeys(words)),
                    tuple(spoken))  # fmt: skip

    def reduced(self, asked: Asked) -> Plan | None:
        """Return the plan that wants every word but those that say little; None for no other."""
        words = self.telling(asked)
        if not words:
            return None
        parts = [(Occur.Must, self.word(word)) for word in words]
        parts += self._welcome(asked, words)
        marked = [each for word in words for each in (word, *vocabulary.others(word))]
        return Plan(Query.boolean_query(parts), Match.REDUCED, tuple(marked))

    def _welcome(self, asked: Asked, words: list[str]) -> list[tuple[Occur, Query]]:
        """Return the words that need not be there, but count where a title has them."""
        rest = [word for word in self._pieces(asked) if word not in words]
        return [(Occur.Should, self.anywhere(word, ("title",))) for word in rest]

    def telling(self, asked: Asked) -> list[str]:
        """Return the words of a question that say what it is about; all where none is left."""
        found = self._pieces(asked)
        weak = vocabulary.words().weak
        return [word for word in found if word not in weak] or found

    def partial(self, asked: Asked, share: float) -> Plan | None:
        """Return the plan that wants a share of the pairs of characters; rare ones count more."""
        words = self.telling(asked)
        pairs = self._rarest([pair for word in words for pair in _pairs(word)])
        named = [word for word in words if vocabulary.others(word)]
        units = [self._pair(pair) for pair in pairs]
        units += [self.word(word) for word in named for _pair in _pairs(word)[:MOST_OF_A_NAME]]
        if not units:
            return None
        least = max(1, round(len(units) * share))
        some = Query.boolean_query(
            [(Occur.Should, unit) for unit in units], minimum_number_should_match=least
        )
        parts = [(Occur.Must, some)]
        parts += [(Occur.Should, self.word(word)) for word in words if len(word) > 1]
        parts += self._welcome(asked, words)
        others = [other for word in named for other in vocabulary.others(word)]
        return Plan(Query.boolean_query(parts), Match.SOME, (*words, *others, *pairs))

    def joined(self, plans: list[Plan]) -> Plan:
        """Return the plan that finds what any of them finds, the first ones' hits first."""
        if len(plans) == 1:
            return plans[0]
        ways = [
            (Occur.Should, Query.boost_query(plan.query, STRICTER ** (len(plans) - number)))
            for number, plan in enumerate(plans, start=1)
        ]
        words = dict.fromkeys(word for plan in plans for word in plan.words)
        return replace(plans[-1], query=Query.boolean_query(ways), words=tuple(words),
                       sounds=plans[0].sounds)  # fmt: skip

    def is_divided(self, asked: Asked) -> bool:
        """Whether a term was typed without spaces between its words, and nothing has it so."""
        return any(
            len(parsing.pieces(term, self.is_word)) > 1
            and not shelf.how_many(self.searcher, self.anywhere(term.text))
            for term in asked.terms
        )

    def without(self, term: Term) -> Query:
        """Return what a term to be left out stands for: the word itself, anywhere."""
        return self.anywhere(term.text)

    def anywhere(self, text: str, fields: Sequence[str] = tuple(WORTH)) -> Query:
        """Return the query for a text as it stands, in any of the fields; titles count most."""
        return _either([
            Query.boost_query(query, WORTH[name])
            for name in fields
            if (query := self.phrase(name, text))
        ])  # fmt: skip

    def phrase(self, name: str, text: str) -> Query | None:
        """Return the query for a text as it stands in one field; None where it has no letters."""
        placed, beginning = letters.asked(text)
        if beginning and not placed:
            return self._one_character(name, beginning)
        if beginning:
            words = [re.escape(word) for _place, word in placed] + [f"{re.escape(beginning)}.*"]
            query = Query.regex_phrase_query(self.schema, name, list(words))
            return Query.const_score_query(query, BEGINNING * len(words))
        if not placed:
            return None
        if len(placed) == 1:
            return Query.term_query(self.schema, name, placed[0][1])
        return Query.phrase_query(self.schema, name, list(placed))

    def _pair(self, pair: str) -> Query:
        return _either([
            Query.boost_query(Query.term_query(self.schema, name, pair), WORTH[name] * OF_A_PAIR)
            for name in ("title", "keys", "text", "files")
        ])  # fmt: skip

    def _one_character(self, name: str, character: str) -> Query:
        if name == "title":
            return Query.term_query(self.schema, "singles", character)
        query = Query.regex_query(self.schema, name, f"{re.escape(character)}.*")
        return Query.const_score_query(query, ONE_CHARACTER)

    def _pieces(self, asked: Asked) -> list[str]:
        several = [piece for term in asked.terms for piece in parsing.pieces(term, self.is_word)]
        return list(dict.fromkeys(several))

    def word(self, word: str) -> Query:
        """Return the query for a word or what else the thing is called."""
        ways = [self.anywhere(word)]
        ways += [
            Query.boost_query(self.anywhere(other), OTHER_WORD) for other in vocabulary.others(word)
        ]
        return _either(ways)

    def _clause(self, term: Term) -> Query:
        if term.is_exact:
            return self.anywhere(term.text)
        ways = [self.word(term.squeezed)] if _is_chinese(term) else [self.anywhere(term.text)]
        parts = parsing.pieces(term, self.is_word)
        if len(parts) > 1:
            every = Query.boolean_query([(Occur.Must, self.word(each)) for each in parts])
            ways.append(Query.boost_query(every, IN_PIECES))
        return _either([*ways, *self._numbers(term), *self._spoken(term)])

    def _numbers(self, term: Term) -> list[Query]:
        ways = []
        number = term.squeezed
        if len(number) >= SHORTEST_NUMBER and any(each.isdigit() for each in number):
            query = Query.regex_query(self.schema, "number", f"{re.escape(number)}.*")
            ways.append(Query.const_score_query(query, NUMBER))
        if day := parsing.day_of(term):
            query = Query.term_query(self.schema, "day", day.toordinal(), index_option="basic")
            ways.append(Query.const_score_query(query, DAY))
            ways.append(self.anywhere(f"{day.year}年{day.month}月{day.day}日"))
        return ways

    def _spoken(self, term: Term) -> list[Query]:
        ways = [
            Query.boost_query(self._row("pinyin", reading), WORTH["title"] * SPOKEN)
            for reading in _readings(term)
        ]
        word = term.squeezed
        if _is_latin(word) and SHORTEST_INITIALS <= len(word) <= LONGEST_INITIALS:
            near = self._row("initials", list(word))
            ways.append(Query.boost_query(near, WORTH["title"] * INITIALS))
            if len(word) > SHORTEST_INITIALS:
                apart = self._row("initials", list(word), slop=len(word) + 2)
                ways.append(Query.boost_query(apart, WORTH["title"] * APART))
        if _is_latin(word) and not term.is_exact and not _readings(term):
            ways += self._begun(word)
        typed = term.text.split()
        if ways and len(typed) > 1:
            every = Query.boolean_query(
                [(Occur.Must, _either(self._spoken(Term(each)))) for each in typed]
            )
            ways.append(Query.boost_query(every, IN_PIECES))
        return ways

    def _begun(self, word: str) -> list[Query]:
        """Return what a word may become that is still being typed."""
        whole, rest = sounds.begun(word)
        if not rest:
            return []
        row = [*whole, f"{re.escape(rest)}.*"]
        query = Query.regex_phrase_query(self.schema, "pinyin", list(row))
        return [Query.const_score_query(query, BEGINNING * len(row))]

    def _row(self, name: str, words: list[str], *, slop: int = 0) -> Query:
        if len(words) == 1:
            return Query.term_query(self.schema, name, words[0])
        return Query.phrase_query(self.schema, name, list(words), slop=slop)

    def _rarest(self, pairs: list[str]) -> list[str]:
        """Return the pairs that the index has, at most so many, in the order of the question."""
        known = {
            pair: held
            for pair in pairs
            if (
                held := sum(
                    self.searcher.doc_freq(name, pair) for name in ("title", "keys", "text")
                )
            )
        }
        kept = set(sorted(known, key=lambda pair: known[pair])[:MOST_PAIRS])
        return [pair for pair in known if pair in kept]

    def _to_mark(self, term: Term) -> list[str]:
        if term.is_exact:
            return [term.squeezed]
        found = [term.squeezed, *parsing.pieces(term, self.is_word)]
        return [*found, *(other for word in found for other in vocabulary.others(word))]


def _either(ways: list[Query]) -> Query:
    if len(ways) == 1:
        return ways[0]
    return Query.disjunction_max_query(ways, tie_breaker=TIE) if ways else Query.empty_query()


def _pairs(word: str) -> list[str]:
    if not letters.is_han(word):
        return [word]
    return [first + second for first, second in pairwise(word)] or [word]


def _is_chinese(term: Term) -> bool:
    return letters.is_han(term.squeezed) or term.squeezed in vocabulary.words().same


def _is_latin(word: str) -> bool:
    return word.isascii() and word.isalpha()


def _readings(term: Term) -> list[list[str]]:
    word = sounds.without_tones(term.squeezed)
    return sounds.readings(word) if not term.is_exact and _is_latin(word) else []
