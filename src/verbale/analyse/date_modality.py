"""Does the clause around a date look ahead or back?"""

from __future__ import annotations

import re

from verbale.analyse.date_forms import Grammar, grammar

_SENTENCE = re.compile(r"[.!?\n](?=\s|$)|\n")
_CLAUSE = re.compile(r"[,;:()\u00ab\u00bb\"\u201c\u201d]")
_FAR = 300  # code points: longer sentences are looked at only so far
_CLAUSE_COST = 60  # a clause boundary outweighs this many code points of distance
_FRONT = 12  # code points: room for an article or two before a date that opens its sentence
_GOVERNING = 40  # a future tense so near governs the date
_AFTER_COST = 20  # French dates follow their verb more often than they precede it


def modality(text: str, folded: str, start: int, end: int) -> str | None:
    """A key of the pack's modality, `sure` for a near future tense, or None: by the nearest cue in the
    sentence, clause boundaries counted."""
    begin, stop = sentence_around(folded, start, end)
    compiled: Grammar = grammar()
    best: tuple[int, str] | None = None
    for name, pattern in compiled.modality.items():
        for match in pattern.finditer(folded, begin, stop):
            if not _is_verb(text, match, begin) or (match.start() < end and match.end() > start):
                continue
            cost = _cost(folded, match, start, end, is_fronted=start - begin <= _FRONT)
            if cost is not None and (best is None or cost < best[0]):
                best = (cost, name)
    if best and best[1] == "future" and best[0] <= _GOVERNING:
        return "sure"
    return best[1] if best else None


def sentence_around(folded: str, start: int, end: int) -> tuple[int, int]:
    """The stretch between the sentence ends before and after."""
    begin = max(0, start - _FAR)
    for match in _SENTENCE.finditer(folded, begin, start):
        begin = match.end()
    after = _SENTENCE.search(folded, end, min(len(folded), end + _FAR))
    return begin, after.start() if after else min(len(folded), end + _FAR)


def _is_verb(text: str, match: re.Match[str], begin: int) -> bool:
    """No name among the words, and no preposition that only an accent tells from the auxiliary."""
    said = text[match.start() : match.end()]
    if match.start() - begin <= 1:  # a sentence opens with a capital
        said = said[:1].lower() + said[1:]
    first = match.group().split(" ", 1)[0]
    return said == said.lower() and (len(first) > 1 or said[0] == first)


def _cost(folded: str, match: re.Match[str], start: int, end: int, *, is_fronted: bool) -> int | None:
    """How far a cue stands; None for one that follows in another clause: that one has dates of its own.
    A date that opens the sentence stands before its clause's comma."""
    if match.end() <= start:
        between = folded[match.end() : start]
        return len(between) + _CLAUSE_COST * len(_CLAUSE.findall(between))
    between = folded[end : match.start()]
    boundaries = len(_CLAUSE.findall(between))
    return None if boundaries > is_fronted else len(between) + _AFTER_COST
