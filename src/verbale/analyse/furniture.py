"""What stands in the text and is not the article: comments, bylines, links, boilerplate.

Marked by spans, never cut. Being right counts for more than finding all: a line of the news that is taken
for furniture loses its records, a line of furniture that is taken for news rarely makes one. Each line is
judged by the patterns of the language pack and by where it stands; text in another language at the end is
told by py3langid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from verbale.data import derived, toml
from verbale.records import Furniture

PACK = "packs/fr/furniture.toml"
_LONGEST = 300  # characters: no line of furniture but a comment is longer, and patterns stay cheap
_PROSE = 60  # characters from which a line that ends like a sentence is a paragraph of the news
_PARAGRAPH = 200  # characters from which a line is one however it ends
_AFTER = 3  # short lines that may follow a closing line (the site's name, the headline once more)
_HEAD = 8  # lines in which the page's own lines may stand before the first paragraph
_COMMENT = (3, 800)  # lines and characters that a comment has at most where its language does not tell
_FOREIGN = 25  # characters from which a line's language can be told
# Log probability by which another language must lead French; names alone lead by up to 8.
_LEAD = 20.0
_MOST = 0.5  # share of the text beyond which a block at its end is the article, not its furniture
_STOP = re.compile(r"[.!?\u2026\u00bb\"\u201d][\"\'\u00bb\u201d)\]*\s]*$")
_ENDS = re.compile(r"[.!?\u2026:;,][\"'\u00bb\u201d)\]*\s]*$|[\"\u00bb\u201d]$")
_BULLET = re.compile(r"[-\u2013\u2014\u2022\u25cf\u25e6\u2023*\u00b7]\s|\d+[.)]\s|[a-z][.)]\s")
_QUOTED = re.compile(r"[-\u2013\u2014\s]*[\"\u00ab\u201c]")
_WORD = re.compile(r"[^\W\d_]+")


class Line(NamedTuple):
    """A line that is not blank, without the blanks around it."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of the pack."""

    pattern: re.Pattern[str]
    kind: str
    where: str = "any"
    closes: bool = False
    opens: bool = False
    signature: bool = False


class Rules(NamedTuple):
    """The pack, compiled."""

    lines: tuple[Rule, ...]
    comments: tuple[Rule, ...]
    headings: tuple[Rule, ...]
    endings: tuple[Rule, ...]
    native: frozenset[str]


def compile_pattern(entry: dict[str, Any], parts: dict[str, str]) -> re.Pattern[str]:
    """The regular expression of an entry, its %parts% filled in."""
    pattern = entry["pattern"]
    while "%" in (filled := re.sub(r"%(\w+)%", lambda m: parts[m[1]], pattern)) and filled != pattern:
        pattern = filled
    return re.compile(filled, 0 if entry.get("case") else re.IGNORECASE)


@derived
def rules() -> Rules:
    """The pack's rules."""
    pack = toml(PACK)

    def made(table: str, kind: str = "") -> tuple[Rule, ...]:
        return tuple(
            Rule(
                compile_pattern(entry, pack["parts"]),
                entry.get("kind", kind),
                **{key: entry[key] for key in ("where", "closes", "opens", "signature") if key in entry},
            )
            for entry in pack[table]
        )

    return Rules(
        made("line"),
        made("comments", "comment"),
        made("heading", "comment"),
        made("ending"),
        frozenset(pack["french"]),
    )


def find_furniture(plain: str, body_start: int) -> tuple[Furniture, ...]:
    """The stretches of `plain` from `body_start` (past the title and its newline) that are furniture.

    In order, apart from each other, without the blanks around them; lines of one kind that follow each
    other make one stretch."""
    lines = _lines(plain, body_start)
    if not lines:
        return ()
    title = plain[: max(body_start - 1, 0)] or (lines[0].text if _is_short(lines[0]) else "")
    marks: dict[int, str] = {}
    _mark_anywhere(lines, marks)
    _mark_head(lines, marks)
    _mark_comments(lines, marks)
    last = _mark_tail(lines, marks, _same(title))
    found = [(lines[n].start, lines[n].end, kind) for n, kind in marks.items()]
    found.extend(_endings(lines[last]) if last >= 0 else ())
    found.extend(cut for n, line in enumerate(lines) if n not in marks for cut in _insertions(line))
    return _joined(plain, sorted(set(found)))


def _lines(plain: str, start: int) -> list[Line]:
    return [
        Line(start + m.start(), start + m.end(), m[0]) for m in re.finditer(r"\S(?:[^\n]*\S)?", plain[start:])
    ]


def _same(text: str) -> str:
    """A headline as far as it must agree to be the same."""
    return " ".join(_WORD.findall(text.lower()))


def _is_prose(line: Line) -> bool:
    """A paragraph or a sentence of the news, to judge by its length and its end."""
    size = len(line.text)
    return size >= _PARAGRAPH or (size >= _PROSE and bool(_STOP.search(line.text)))


def _is_short(line: Line) -> bool:
    """A line like a headline: no end of a sentence, no item of a list."""
    return len(line.text) <= 200 and not _ENDS.search(line.text) and not _BULLET.match(line.text)


def _match(line: Line, table: tuple[Rule, ...], *where: str) -> Rule | None:
    if len(line.text) > _LONGEST:
        return None
    fits = (r for r in table if (not where or r.where in where) and r.pattern.fullmatch(line.text))
    return next(fits, None)


def _mark_anywhere(lines: list[Line], marks: dict[int, str]) -> None:
    """Lines that no news has, wherever they stand; a list of links goes on to the next paragraph."""
    opened = None
    for n, line in enumerate(lines):
        if rule := _match(line, rules().lines, "any"):
            marks[n] = rule.kind
            opened = rule.kind if rule.opens else None
        elif opened and _is_short(line):
            marks[n] = opened
        else:
            opened = None


def _mark_head(lines: list[Line], marks: dict[int, str]) -> None:
    """Rubrics and bylines before the first paragraph."""
    for n, line in enumerate(lines[:_HEAD]):
        if _is_prose(line):
            return
        rule = _match(line, rules().lines, "head")
        if rule and n not in marks and n + 1 < len(lines):
            # A name alone is an author's above a paragraph; above other short lines it may be a list.
            if rule.signature and not _is_prose(lines[n + 1]):
                continue
            marks[n] = rule.kind


def _mark_comments(lines: list[Line], marks: dict[int, str]) -> None:
    """Readers' comments: from their heading to the end of the text."""
    first = next((n for n, line in enumerate(lines) if _is_prose(line)), len(lines))
    heads = [n for n in range(first + 1, len(lines)) if _match(lines[n], rules().headings)]
    opener = next((n for n in range(first + 1, len(lines)) if _match(lines[n], rules().comments)), None)
    if opener is not None:
        marks[opener] = "comment"
        # A link to the comments may stand above the article: then most of the text is still to come.
        near = any(opener < n <= opener + 2 for n in heads)
        start = opener if near or _length(lines[opener:]) <= _MOST * _length(lines) else None
    else:
        start = _first_heading(lines, heads)
    if start is not None:
        marks.update((n, "comment") for n in range(start, len(lines)))


def _first_heading(lines: list[Line], heads: list[int]) -> int | None:
    """Where comments begin that only their own headings announce: a name and a date above each.

    The posts that an article quotes look alike: so either all of the text below the heading is in another
    language, or there are several comments, all of them short, and they are the smaller part."""
    for n, head in enumerate(heads):
        said = [line.text for k, line in enumerate(lines) if k > head and k not in heads]
        said = [text for text in said if len(text) >= _FOREIGN]
        if said and all(map(_is_foreign, said)):
            return head
        blocks = [lines[a + 1 : b] for a, b in pairwise([*heads[n:], len(lines)])]
        if (
            len(blocks) > 1
            and all(len(block) <= _COMMENT[0] and _length(block) <= _COMMENT[1] for block in blocks)
            and _length(lines[head:]) <= _MOST * _length(lines)
        ):
            return head
    return None


def _mark_tail(lines: list[Line], marks: dict[int, str], title: str) -> int:
    """Lines after the last paragraph, from the end upwards; gives the index of the last line of news."""
    n = len(lines) - 1
    foreign = 0
    while n >= 0:
        line = lines[n]
        if n not in marks:
            rule = _match(line, rules().lines, "tail")
            if rule and not (rule.signature and not (n and _ends_news(lines[n - 1]))):
                marks[n] = rule.kind
            elif n and len(line.text) >= _FOREIGN and _same(line.text) == title:
                marks[n] = "tail"
            elif (above := _closing_above(lines, n, marks)) is not None:
                marks.update((k, "tail") for k in range(above + 1, n + 1))
                n = above + 1
            elif _is_foreign(line.text) and foreign + len(line.text) <= _MOST * _length(lines):
                foreign += len(line.text)
                marks[n] = "tail"
            else:
                return n
        n -= 1
    return n


def _ends_news(line: Line) -> bool:
    """Whether an author may sign below: after a sentence, not after an item of a list."""
    return bool(_STOP.search(line.text)) or len(line.text) >= _PARAGRAPH


def _closing_above(lines: list[Line], n: int, marks: dict[int, str]) -> int | None:
    """The closing line just above line `n` when nothing but headline-like lines stand between."""
    for k in range(n, max(n - _AFTER, 0), -1):
        if not _is_short(lines[k]) or k in marks:
            return None
        rule = _match(lines[k - 1], rules().lines, "any", "tail")
        if rule and rule.closes and not rule.signature:
            return k - 1
    return None


def _endings(line: Line) -> Iterator[tuple[int, int, str]]:
    """Agency marks and names that stick to the end of the last paragraph."""
    end = len(line.text)
    for rule in rules().endings:
        tail = line.text[max(end - 120, 0) : end]
        for match in rule.pattern.finditer(tail):
            if match.end() == len(tail):
                start = end - len(tail) + match.start("cut")
                start += len(match["cut"]) - len(match["cut"].lstrip())
                yield line.start + start, line.start + end, rule.kind
                return


def _insertions(line: Line) -> Iterator[tuple[int, int, str]]:
    """References in brackets within a paragraph."""
    for rule in rules().endings:
        if rule.where == "any" and ("(" in line.text or "[" in line.text):
            for match in rule.pattern.finditer(line.text):
                yield line.start + match.start("cut"), line.start + match.end("cut"), rule.kind


def _length(lines: list[Line]) -> int:
    return sum(len(line.text) for line in lines)


def _is_foreign(text: str) -> bool:
    """Whether a line is surely in another language. Quoted words are the article's own."""
    if len(text) < _FOREIGN or _QUOTED.match(text):
        return False
    words = _WORD.findall(text.lower())
    if not words or sum(word in rules().native for word in words) * 8 >= len(words):
        return False  # tool words of French among them: no need to ask
    import py3langid  # a second to load: only where the words leave a doubt

    scores: dict[str, float] = dict(reversed(py3langid.rank(text)))
    return max(scores.values()) - scores["fr"] > _LEAD


def _joined(plain: str, found: list[tuple[int, int, str]]) -> tuple[Furniture, ...]:
    joined: list[Furniture] = []
    for start, end, kind in found:
        if joined and joined[-1].kind == kind and not plain[joined[-1].end : start].strip():
            joined[-1] = Furniture(joined[-1].start, max(end, joined[-1].end), kind)
        elif not joined or start >= joined[-1].end:
            joined.append(Furniture(start, end, kind))
    return tuple(joined)
