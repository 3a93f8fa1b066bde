"""Paragraphs and sentences. A newline always ends a sentence; quotation marks hold theirs together."""

from __future__ import annotations

import re
from bisect import bisect_right

from verbale.analyse.quotations import find_quotations
from verbale.data import derived, toml
from verbale.records import Quotation, Sentence

# A run of sentence-final marks, what closes after it, and the gap before the next sentence. Without a gap
# the next sentence must show itself by a capital and a lower-case letter ("fin.Une autre").
_CLOSERS = r"""(?:[ ]?[\u00bb\u201d\u203a]|["\])]|[ ]"(?=[ ]|$)|'')*"""
_OPENERS = r"""[\u00ab\u201c"'(\[\u2014\u2013\u2039-]*[ ]?"""
_GAP = rf"[ ]+(?={_OPENERS}[^\W_a-z])"
_GLUED = r"(?=[^\W\d_][^\W\d_'])|(?=[\u00ab\u201c\"][^\s,.])"
_END = re.compile(rf"[.!?\u2026]+{_CLOSERS}(?:{_GAP}|{_GLUED})", re.MULTILINE)
_BLOCK = re.compile(r"[^\n]+")
_WORD_BEFORE = re.compile(r"[^\s'\u00ab\u00bb\u201c\u201d\"(\[]+\Z")
_NEXT_WORD = re.compile(r"[^\w]*([^\W\d_]+)")


@derived
def _pack() -> tuple[frozenset[str], frozenset[str]]:
    pack = toml("packs/fr/sentences.toml")
    return frozenset(pack["never_final"]), frozenset(pack["starters"])


def split_sentences(
    plain: str, body_start: int, quotations: tuple[Quotation, ...] | None = None
) -> tuple[Sentence, ...]:
    """The sentences of a straightened text, in order, without the white space between them.

    The first `body_start` characters are the title: paragraph 0, one sentence a line. Paragraphs of the
    body count from 1. Marks at sentence ends inside a closed quotation do not end the sentence around it.
    """
    quoted = _closed(find_quotations(plain) if quotations is None else quotations)
    starts = [start for start, _ in quoted]

    def is_inside(position: int) -> bool:
        at = bisect_right(starts, position) - 1
        return at >= 0 and quoted[at][0] < position < quoted[at][1]

    sentences: list[Sentence] = []
    paragraph = 0
    for block in _BLOCK.finditer(plain):
        is_title = block.start() < body_start
        begin = block.start()
        cuts = [] if is_title else _cuts(plain, block.start(), block.end(), quoted)
        paragraph += not is_title
        for cut in (*(c for c in cuts if not is_inside(c)), block.end()):
            start, end = _trim(plain, begin, cut)
            if start < end:
                sentences.append(Sentence(start, end, 0 if is_title else paragraph, is_title))
            begin = cut
    return tuple(sentences)


def _closed(quotations: tuple[Quotation, ...]) -> list[tuple[int, int]]:
    """The outermost quotations that have both their marks."""
    kept: list[tuple[int, int]] = []
    for q in quotations:
        if q.end > q.inner.end and (not kept or q.start >= kept[-1][1]):
            kept.append((q.start, q.end))
    return kept


def _trim(plain: str, start: int, end: int) -> tuple[int, int]:
    while start < end and plain[start].isspace():
        start += 1
    while end > start and plain[end - 1].isspace():
        end -= 1
    return start, end


def _cuts(plain: str, start: int, end: int, quoted: list[tuple[int, int]]) -> list[int]:
    """Where sentences end; a mark that opens a quotation belongs to the next one."""
    cuts = []
    for match in _END.finditer(plain, start, end):
        if _is_end(plain, match):
            at = bisect_right(quoted, (match.start(), len(plain)))
            opens = at < len(quoted) and quoted[at][0] < match.end()
            cuts.append(quoted[at][0] if opens else match.end())
    return cuts


def _is_end(plain: str, match: re.Match[str]) -> bool:
    start, end = match.span()
    marks = match.group()
    is_glued = not marks[-1].isspace()
    following = plain[end : end + 40]
    if is_glued:
        if not following[:1].isupper() and following[:1] not in '\u00ab\u201c"':
            return False
        if following[:1].isupper() and not following[1:2].islower():
            return False
        if not plain[max(0, start - 2) : start].islower() and marks[0] == ".":
            return False
    elif not _can_begin(following):
        return False
    return marks[0] != "." or marks[1:2] == "." or not _is_abbreviated(plain, start, following)


def _can_begin(following: str) -> bool:
    first = following.lstrip("\u00ab\u201c\"'([\u2014\u2013\u2039- ")[:1]
    return first.isupper() or first.isdigit()


def _is_abbreviated(plain: str, stop: int, following: str) -> bool:
    never_final, starters = _pack()
    found = _WORD_BEFORE.search(plain, max(0, stop - 24), stop)
    if not found:
        return False
    word = found.group()
    if word in never_final or (len(word) == 1 and word.isupper()):
        return True
    if word.isdigit():  # "1. Les faits": a number that opens the line
        return len(word) < 3 and plain.rfind("\n", 0, stop) + 1 == found.start()
    if "." in word and all(len(part) == 1 for part in re.split(r"[.-]", word) if part):
        opener = _NEXT_WORD.match(following)
        return not (opener and opener.group(1) in starters)
    return False
