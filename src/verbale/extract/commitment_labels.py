"""What a deed to come is, and the words that name it: labels, objects, sums, dates to come."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from verbale.extract.commitment_words import is_light_at, words
from verbale.extract.scene import Clause, Scene
from verbale.morphology import VerbGroup
from verbale.text import fold
from verbale.tokens import Tokens


@dataclass(slots=True)
class Deed:
    """One telling of a deed to come: the word that tells it (tokens `at` to `after`), its label (`first` to
    `last`), and the verb group or fixed phrase whose subject promises it."""

    clause: Clause
    at: int
    after: int
    first: int
    last: int
    kind: str
    trigger: str
    opener: VerbGroup
    noun: bool = False
    passive: bool = False
    first_person: bool = False
    lead: Clause | None = None  # of a list: the sentence that opens it

    @property
    def told_in(self) -> Clause:
        """The sentence whose subject promises it."""
        return self.lead or self.clause


def label_end(tokens: Tokens, i: int, end: int, start: int) -> int:
    """The token after a label: content words and their complements, up to a verb or a mark."""
    sets, k = words().sets, i
    while k < end and k - start < words().reach["label"]:
        word = tokens.folded[k]
        if k == i and (inserted := _inserted(tokens, k, end)):
            k = inserted
            continue
        if not (word[0].isalnum() or word in sets["marks"] or _in_number(tokens, k)) or is_stop(tokens, k):
            break
        if word in sets["label.joints"] and not _goes_on(tokens, k, end):
            break
        k += 1
    while k > i and (
        tokens.folded[k - 1] in sets["label.trailing"] or not tokens.folded[k - 1][-1].isalnum()
    ):
        k -= 1
    return k


def _inserted(tokens: Tokens, k: int, end: int) -> int | None:
    """`organisation, en 2024, des Assises`: the token after a short insertion that opens at token k."""
    if tokens.folded[k] != ",":
        return None
    for j in range(k + 2, min(k + 8, end - 1)):
        if tokens.folded[j] == ",":
            dated = any(w.isdigit() for w in tokens.folded[k:j])
            return j + 1 if dated or tokens.folded[j + 1] in words().sets["complements"] else None
    return None


def _in_number(tokens: Tokens, k: int) -> bool:
    """`1.500`, `2,5`: the mark stands within a number."""
    if k + 1 >= len(tokens) or tokens.folded[k] not in (".", ","):
        return False
    near = tokens.plain[tokens.starts[k] - 1 : tokens.ends[k] + 1]
    return near[0].isdigit() and near[-1].isdigit()


def is_stop(tokens: Tokens, k: int) -> bool:
    """A word that ends a label. The bare `a` is a verb, the accented one a preposition."""
    word = tokens.folded[k]
    if word in words().sets["label.stops"]:
        return tokens.words[k] != "\u00e0"
    return any(r.tense in ("future", "conditional", "imperfect") for r in words().verbs.get(word, ()))


def _goes_on(tokens: Tokens, k: int, end: int) -> bool:
    """`de la conduite et de la maintenance`, `Barkhane et Takuba`: the label goes on behind `et`."""
    if k + 2 >= end:
        return False
    sets, following = words().sets, tokens.folded[k + 1]
    if following in sets["links"]:
        return following in tokens.folded[k - 5 : k] and not is_infinitive(tokens, k + 2)
    return following[0].isalnum() and following not in sets["label.trailing"] and not is_stop(tokens, k + 1)


def is_infinitive(tokens: Tokens, k: int) -> bool:
    """Is the word an infinitive of a deed?"""
    return any(r.tense == "infinitive" for r in words().verbs.get(tokens.folded[k], ()))


def is_vague(tokens: Tokens, start: int, end: int) -> bool:
    """Is the head of the object a word of relations or talks, or is there none at all?"""
    sets, skip = words().sets, start
    for k in range(start, min(end, start + 8, len(tokens) - 1)):
        word = tokens.folded[k]
        step = words().lists["adverbials"].longest(tokens, k)
        skip = max(skip, step[0] if step else k)
        if k < skip:
            continue
        if word in sets["barriers"] or word in sets["finite"]:
            return True
        if not word[0].isalnum() or word in sets["articles"] or is_light_at(tokens, k):
            continue
        return word in sets["vague"] and tokens.folded[k + 1] not in sets["firm_after_vague"]
    return True


def is_told_before(tokens: Tokens, group: VerbGroup) -> bool:
    """`deux barrages que financera la Chine`: the object stands before the verb."""
    return group.tense == "future" and tokens.folded[group.first - 1] in words().sets["that"]


def object_start(scene: Scene, clause: Clause, after: int) -> int:
    """The token at which a verb's object starts where a date or a place stands before it, else `after`."""
    tokens, sets, k, moved = scene.tokens, words().sets, after, False
    jumps = _adverbials(scene, clause)
    while k < clause.last - 1:
        step = words().lists["adverbials"].longest(tokens, k)
        ahead = next((j for j in range(k, min(k + 5, clause.last)) if j in jumps), None)
        if step:
            k = step[0]
        elif ahead is not None and all(tokens.folded[j] in sets["leads"] for j in range(k, ahead)):
            k, moved = jumps[ahead], True
        elif is_light_at(tokens, k) or (tokens.folded[k] == "," and k > after):
            k += 1
        else:
            break
    while moved and k < clause.last - 1 and tokens.folded[k] in sets["plain_articles"]:
        k += 1
    return k if moved else after


def _adverbials(scene: Scene, clause: Clause) -> dict[int, int]:
    """First token → the token behind: dates of a clause, its places and sides under a preposition."""
    tokens = scene.tokens
    out = {tokens.at(d.start): tokens.at(d.end) for d in clause.dates}
    spots = [(p.first, p.last) for p in clause.places if p.preposition in ("to", "in")]
    spots += [(m.first, m.last) for m in clause.mentions if m.preposition in ("to", "in")]
    for first, last in spots:
        out[first] = max(last, out.get(first, 0))
    return out


def object_kind(scene: Scene, kind: str, lemma: str, after: int, last: int, *, soft: bool) -> str:
    """The kind that the object makes of a deed: money given is funding, people taken in are policy."""
    tokens, w = scene.tokens, words()
    if fold(lemma) in w.sets["money.cuts"]:
        return kind
    head = next(
        (
            x
            for k, x in enumerate(tokens.folded[after:last], after)
            if x[0].isalnum() and x not in w.sets["articles"] and not is_light_at(tokens, k)
        ),
        "",
    )
    if w.sets["firm_after_vague"].intersection(tokens.folded[after:last]):
        return "policy"
    if head in w.sets["money.funding"]:
        return "funding"
    if fold(lemma) in w.sets["money.senders"] and w.sets["money.project"].intersection(
        tokens.folded[after:last]
    ):
        return "project"
    paid = money_at(scene, after, last) is not None
    if kind == "funding" and not paid and w.sets["money.policy"].intersection(tokens.folded[after:last]):
        return "policy"
    if soft and money_at(scene, after, after + w.reach["money"]) is not None:
        return "funding"
    return kind


def money_at(scene: Scene, first: int, last: int) -> int | None:
    """The token at which a sum of money starts, between two tokens."""
    amounts, tokens = scene.analysis.amounts, scene.tokens
    if first >= len(tokens):
        return None
    end = tokens.ends[min(last, len(tokens)) - 1]
    for amount in amounts[bisect_left(amounts, tokens.starts[first], key=lambda a: a.start) :]:
        if amount.start >= end:
            return None
        if amount.unit and len(amount.unit) == 3 and amount.unit.isupper():
            return tokens.at(amount.start)
    return None


def is_later(scene: Scene, value: str | None, kind: str) -> bool:
    """Is a date a deadline, or later than the article?"""
    published = scene.analysis.published or ""
    if not value or kind in ("anniversary", "duration"):
        return False
    return kind == "deadline" or bool(published and value[:10] > published[: len(value[:10])])


def opens_later(scene: Scene, clause: Clause, first: int, last: int) -> bool:
    """Does a date to come start between two tokens?"""
    tokens = scene.tokens
    start, end = tokens.starts[first], tokens.ends[min(last, clause.last) - 1]
    return any(is_later(scene, d.value, d.kind) for d in clause.dates if start <= d.start < end)
