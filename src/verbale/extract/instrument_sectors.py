"""On what: the sectors of an instrument, from its label outwards."""

from __future__ import annotations

from collections.abc import Iterable

from verbale import data
from verbale.extract.instruments import PACK, Phrase, span_of, words
from verbale.extract.scene import Clause, Scene
from verbale.extract.sectors import DIALOGUE, in_office
from verbale.records import Span, Term

_LONGEST_LINE = 40  # tokens of a line in a list
_MOST_LINES = 14


def sectors_told(scene: Scene, phrases: list[Phrase], kind: str) -> dict[str, Span]:
    """Sector → its word, of the first place that names any; `phrases` starts with the label's."""
    main = phrases[0]
    terms = [(t, o) for t, o in in_office(scene.analysis) if not (t.weak and t.sector == DIALOGUE)]
    free = [t for t, office in terms if not office]
    pack = data.toml(PACK)["sectors"]
    spare: dict[str, Span] = {}
    own: dict[str, Span] = {}
    for k, found in enumerate(_places(scene, phrases, free, terms)):
        if kind in pack["paid"]:
            spare = spare or found
            found = {s: span for s, span in found.items() if s not in pack["money"]}
        if not found:
            continue
        own = own | found
        if k > 0 or not _opens_list(scene, main):
            return own
    if own or spare:
        return own or spare
    return {DIALOGUE: span_of(scene, main)} if kind in pack["dialogue"] else {}


def _places(
    scene: Scene, phrases: list[Phrase], free: list[Term], terms: list[tuple[Term, bool]]
) -> Iterable[dict[str, Span]]:
    """Where the sectors may be named, the surest place first: the label, the list after it, ..."""
    main = phrases[0]
    sentence = main.clause.sentence
    yield _first(_within(free, *_label(scene, main)))
    yield _first(_within(free, *_rest(scene, main)))
    yield _first(_within(free, *_lines(scene, main.clause)))
    for phrase in phrases[1:]:
        yield _first(_within(free, *_label(scene, phrase)))
    if main.named:
        return
    sure = [t for t in free if not t.weak]
    for phrase in phrases[:3]:
        yield _first(_within(sure, phrase.clause.sentence.start, phrase.clause.sentence.end))
    k = scene.clauses.index(main.clause)
    for clause in scene.clauses[k + 1 : k + 3]:
        yield _first(_within(sure, clause.sentence.start, clause.sentence.end))
    yield _first(_within([t for t, office in terms if office], sentence.start, sentence.end))


def _label(scene: Scene, phrase: Phrase) -> tuple[int, int]:
    span = span_of(scene, phrase)
    return span.start, span.end


def _rest(scene: Scene, phrase: Phrase) -> tuple[int, int]:
    """From the label to the next thing that is told: `... in the fields of energy, transport and water`."""
    tokens, clause = scene.tokens, phrase.clause
    end = max(phrase.last, phrase.noun_end)
    i = end
    while i < clause.last and tokens.folded[i] not in words().classes["sector_ends"]:
        i += 1
    return tokens.starts[end - 1], tokens.ends[max(i - 1, end - 1)]


def _opens_list(scene: Scene, phrase: Phrase) -> bool:
    """Does the label name fields, so that the list may go on after it?"""
    folded = scene.tokens.folded[phrase.noun_end : phrase.last]
    return bool(words().classes["fields"].intersection(folded))


def _lines(scene: Scene, clause: Clause) -> tuple[int, int]:
    """The lines of a list that the sentence opens with a colon."""
    tokens, text = scene.tokens, scene.analysis.plain[clause.sentence.start : clause.sentence.end].rstrip()
    if not text.endswith(":"):
        return 0, 0
    k = scene.clauses.index(clause)
    lines = []
    for line in scene.clauses[k + 1 : k + 1 + _MOST_LINES]:
        if line.last - line.first > _LONGEST_LINE:
            break
        lines.append(line)
        if tokens.folded[line.last - 1] == ".":
            break
    return (lines[0].sentence.start, lines[-1].sentence.end) if lines else (0, 0)


def _within(terms: Iterable[Term], start: int, end: int) -> list[Term]:
    return [t for t in terms if start <= t.start < end]


def _first(terms: list[Term]) -> dict[str, Span]:
    out: dict[str, Span] = {}
    for t in terms:
        out.setdefault(t.sector, Span(t.start, t.end))
    return out
