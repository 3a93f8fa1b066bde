"""Which sectors an article is about, and which a meeting or an agreement concerns."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from verbale import data
from verbale.records import Analysis, Proof, Report, Sentence, Span, Term
from verbale.text import fold

PACK = "packs/fr/sectors.toml"
DIALOGUE = "political_dialogue"
_MOST = 3  # beyond this, more words of a sector say nothing more
_PREFIX = 6  # letters by which two words count as one kind


def in_office(analysis: Analysis) -> Iterable[tuple[Term, bool]]:
    """Each term, and whether it is part of an actor's words: a ministry's field, a bank's name."""
    actors, ends = analysis.actors, 0
    k = 0
    for term in analysis.terms:
        while k < len(actors) and actors[k].start <= term.start:
            ends = max(ends, actors[k].end)
            k += 1
        yield term, term.start < ends


def cooperation_sentences(analysis: Analysis) -> list[Sentence]:
    """Sentences that speak of fields of cooperation, of agreements or of sectors."""
    wanted = _list_words()
    tokens = analysis.tokens
    return [
        s
        for s in analysis.sentences
        if wanted.intersection(tokens.folded[tokens.at(s.start) : tokens.at(s.end)])
    ]


@data.derived
def _list_words() -> frozenset[str]:
    return frozenset(fold(w) for w in data.toml(PACK)["lists"]["words"])


def features(analysis: Analysis, lists: Mapping[str, Sequence[Report]]) -> dict[str, dict[str, float]]:
    """Sector → what it is judged by: its words, how many kinds of them, and where they stand."""
    listed = cooperation_sentences(analysis)
    starts = [s.start for s in listed]
    out: dict[str, dict[str, float]] = {DIALOGUE: _none()}
    kinds: dict[str, set[str]] = {}
    for term, office in in_office(analysis):
        f = out.setdefault(term.sector, _none())
        if term.weak:
            f["weak_words"] += 1
            continue
        if office:
            f["office"] = 1.0
            continue
        k = bisect_right(starts, term.start) - 1
        f["strong_words"] += 1
        f["list"] += k >= 0 and term.start < listed[k].end
        kinds.setdefault(term.sector, set()).add(fold(analysis.plain[term.start : term.end])[:_PREFIX])
    for sector, f in out.items():
        f["office"] = f["office"] if not f["strong_words"] else 0.0
        f["strong_words"], f["weak_words"] = _damped(f["strong_words"]), _damped(f["weak_words"])
        f["list"] = min(f["list"], 2)
        f["kinds"] = min(len(kinds.get(sector, ())), _MOST)
    out[DIALOGUE]["dialogue"] = 1.0
    out[DIALOGUE]["met"] = float(bool(lists["meetings"] or lists["visits"]))
    return out


def _none() -> dict[str, float]:
    return dict.fromkeys(("strong_words", "weak_words", "kinds", "list", "office", "dialogue", "met"), 0.0)


def _damped(count: float) -> float:
    return min(math.log2(1 + count), _MOST)


def probabilities(analysis: Analysis, lists: Mapping[str, Sequence[Report]]) -> dict[str, float]:
    """Sector → how probable it is that the article concerns it."""
    pack = data.toml(PACK)
    weights, intercept = pack["weights"], pack["model"]["intercept"]
    out = {}
    for sector, f in features(analysis, lists).items():
        score = intercept + sum(weights[name] * value for name, value in f.items())
        out[sector] = 1 / (1 + math.exp(-score))
    return out


def sectors_of(
    analysis: Analysis, lists: Mapping[str, Sequence[Report]]
) -> tuple[tuple[str, ...], dict[str, Proof]]:
    """The sectors that acts, figures or stated cooperation concern, the surest first, with their words."""
    pack = data.toml(PACK)
    likely = probabilities(analysis, lists).items()
    scored = [(-p, sector) for sector, p in likely if p >= pack["model"]["threshold"]]
    chosen = [sector for _, sector in sorted(scored)]
    words = {s: _first_word(analysis, lists, s) for s in chosen}
    chosen = [s for s in chosen if words[s]]
    return tuple(chosen), {
        f"sectors.{k}": Proof((span,), "frame", "sector term")
        for k, s in enumerate(chosen)
        if (span := words[s])
    }


def _first_word(analysis: Analysis, lists: Mapping[str, Sequence[Report]], sector: str) -> Span | None:
    """The best word for a sector: a sure one outside offices, else any; dialogue may rest on talks."""
    own = [(t.weak or office, t.start, t) for t, office in in_office(analysis) if t.sector == sector]
    if own:
        term = min(own)[2]
        return Span(term.start, term.end)
    anchors = [r.anchor for kind in ("meetings", "visits") for r in lists[kind]]
    return min(anchors) if anchors and sector == DIALOGUE else None


def topics_near(analysis: Analysis, start: int, end: int) -> list[tuple[str, Span]]:
    """The sectors that the sentence of a meeting and the one after it name, each with its first word.

    `start` and `end` are the meeting's words; a sector's own field in somebody's office does not count.
    """
    sentences = analysis.sentences
    k = bisect_right([s.start for s in sentences], start) - 1
    if k < 0:
        return []
    last = sentences[min(k + 1, len(sentences) - 1)]
    if last.is_title or sentences[k].is_title:
        last = sentences[k]
    return list(_named(analysis, sentences[k].start, max(end, last.end)).items())


def _named(analysis: Analysis, start: int, end: int) -> dict[str, Span]:
    out: dict[str, Span] = {}
    for term, office in in_office(analysis):
        if start <= term.start < end and not term.weak and not office:
            out.setdefault(term.sector, Span(term.start, term.end))
    return out
