"""Agreements: an instrument named, what is done with it, between whom, on what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from verbale import data
from verbale.extract.acts import has_future
from verbale.extract.fields import date_proof, nearest_date, side_of
from verbale.extract.scene import Clause, Mention, Scene
from verbale.records import Agreement, Date, Proof, Span
from verbale.text import fold
from verbale.tokens import Phrases, Tokens

_NEAR = 12  # tokens on each side of the noun in which a cue counts
_ORDER = ("ended", "negotiating", "announced", "signed", "proposed", "in_force")


@dataclass(frozen=True, slots=True)
class _Words:
    nouns: Phrases
    weak: frozenset[str]
    cues: dict[str, Phrases]
    stops: frozenset[str]
    longest: int


@data.derived
def _words() -> _Words:
    pack = data.toml("packs/fr/instruments.toml")
    return _Words(
        Phrases((noun, kind) for kind, nouns in pack["nouns"].items() for noun in nouns),
        frozenset(fold(n) for n in pack["weak"]["nouns"]),
        {status: Phrases((c, True) for c in cues) for status, cues in pack["cues"].items()},
        frozenset(fold(s) for s in pack["label"]["stops"]),
        pack["label"]["longest"],
    )


@dataclass(slots=True)
class Instrument:
    """One mention of an instrument."""

    clause: Clause
    first: int
    noun_end: int
    last: int
    kind: str
    status: str | None
    cue: Span | None
    parties: dict[str, Proof]
    date: Date | None
    weak: bool


def find_agreements(scene: Scene) -> list[Agreement]:
    """The agreements that the article tells, mentions of one instrument gathered."""
    groups: list[list[Instrument]] = []
    for mention in _mentions(scene):
        group = next((g for g in groups if any(_same(scene, m, mention) for m in g)), None)
        if group is None:
            groups.append([mention])
        else:
            group.append(mention)
    return [r for g in groups if (r := _report(scene, g))]


def _mentions(scene: Scene) -> list[Instrument]:
    out = []
    for clause in scene.clauses:
        i = clause.first
        while i < clause.last:
            noun = _words().nouns.longest(scene.tokens, i)
            if noun is None or noun[0] > clause.last or _is_verbal(scene.tokens, i):
                i += 1
                continue
            last = label_end(scene, clause, noun[0])
            status, cue = _status(scene, clause, i, last)
            weak = " ".join(scene.tokens.folded[i : noun[0]]).replace("' ", "'") in _words().weak
            parties = _parties(scene, clause, i, last, status)
            out.append(
                Instrument(clause, i, noun[0], last, str(noun[1]), status, cue, parties,
                           nearest_date(scene, clause, i, last), weak)
            )  # fmt: skip
            i = max(last, i + 1)
    return out


def _is_verbal(tokens: Tokens, i: int) -> bool:
    """`d'accord`, `en accord avec`, `pret a`: no instruments."""
    before = tokens.folded[i - 1] if i else ""
    after = tokens.folded[i + 1] if i + 1 < len(tokens) else ""
    return (before in ("d'", "en") and tokens.folded[i] == "accord") or (
        tokens.folded[i] in ("pret", "prets") and after in ("a", "au", "pour")
    )


def label_end(scene: Scene, clause: Clause, i: int) -> int:
    """The token after the label: content words and their complements, up to a verb or a mark."""
    words, tokens, end = _words(), scene.tokens, i
    while end < clause.last and end - i < words.longest:
        word = tokens.folded[end]
        if not word[0].isalnum() or word in words.stops:
            break
        end += 1
    while end > i and (tokens.folded[end - 1] in _LINKS or tokens.folded[end - 1].endswith("'")):
        end -= 1
    return end


_LINKS = frozenset(["de", "du", "des", "la", "le", "les", "l'", "d'", "en", "dans", "sur", "avec", "a", "au", "aux", "un", "une", "son", "sa", "leur"])


def _status(scene: Scene, clause: Clause, first: int, last: int) -> tuple[str | None, Span | None]:
    """The status that the nearest cue tells."""
    tokens = scene.tokens
    low, high = max(clause.first, first - _NEAR), min(clause.last, last + _NEAR)
    found: list[tuple[int, int, str, Span]] = []
    for i in range(low, high):
        for rank, status in enumerate(_ORDER):
            cue = _words().cues[status].longest(tokens, i)
            if cue and not (first <= i < last):
                distance = first - cue[0] if i < first else i - last
                found.append((distance, rank, status, scene.span(i, cue[0])))
    if not found:
        return None, None
    distance, _, status, cue_span = min(found)
    if status == "signed" and has_future(tokens, max(low, first - 6), min(high, last + 6)):
        status = "announced"
    return status, cue_span


def _parties(scene: Scene, clause: Clause, first: int, last: int, status: str | None) -> dict[str, Proof]:
    """The sides that the phrase or its clause names."""
    out: dict[str, Proof] = {}
    for place in scene.analysis.places:
        i = scene.tokens.at(place.start)
        if place.kind in ("prefix", "demonym") and first <= i < last + 1 and place.country:
            out.setdefault(place.country, Proof((Span(place.start, place.end),), "demonym", "party"))
    after = [m for m in clause.mentions if first <= m.first < last + 22]
    for m in after:
        if m.preposition in ("between", "with") or _joined(scene, after, m):
            _take(m, out)
    if len(out) < 2 and status in ("signed", "announced", "ended", "negotiating", "proposed"):
        for m in clause.mentions:
            if m.preposition in ("", "by", "with", "between") and m not in after:
                _take(m, out)
    if len(out) < 2:
        for m in clause.mentions:
            _take(m, out)
    return dict(list(out.items())[:6])


def _joined(scene: Scene, mentions: list[Mention], m: Mention) -> bool:
    """The second part of `entre X et Y`."""
    k = mentions.index(m)
    before = mentions[k - 1] if k else None
    gap = scene.tokens.folded[before.last : m.first] if before else []
    return bool(before and before.preposition in ("between", "with") and "et" in gap and len(gap) < 6)


def _take(m: Mention, out: dict[str, Proof]) -> None:
    side = side_of(m)
    if side and m.actor.kind != "pronoun":
        out.setdefault(*side)


def _same(scene: Scene, a: Instrument, b: Instrument) -> bool:
    """Mentions of one instrument: the same kind of noun, words in common or a bare repetition."""
    if a.kind != b.kind and not ({a.kind, b.kind} <= {"agreement", "treaty", "memorandum", "loan_or_grant"}):
        return False
    x, y = _content(scene, a), _content(scene, b)
    if not x or not y:
        return True
    if x & y and len(x & y) * 2 >= min(len(x), len(y)):
        return True
    return False


def _content(scene: Scene, a: Instrument) -> set[str]:
    return {w[:6] for w in scene.tokens.folded[a.noun_end : a.last] if len(w) > 3 and w not in _LINKS}


def _report(scene: Scene, group: list[Instrument]) -> Agreement | None:
    """One record from the mentions of an instrument, if two sides (or a treaty's one) stand behind it."""
    told = [m for m in group if m.status] or ([] if all(m.weak for m in group) else group)
    if not told:
        return None
    main = max(told, key=lambda m: (m.status in ("signed", "ended"), len(m.parties) >= 2, m.last - m.noun_end > 0))
    parties: dict[str, Proof] = {}
    for m in [main, *told]:
        if len(parties) < 2:
            for code, proof in m.parties.items():
                parties.setdefault(code, proof)
    if len(parties) < 2:
        _complete(scene, parties)
    if len(parties) < 2:
        return None
    label_of = max(told, key=lambda m: (m is main, 0)) if main.last > main.noun_end else max(group, key=lambda m: m.last - m.noun_end)
    span = scene.span(label_of.first, max(label_of.last, label_of.noun_end))
    label = " ".join(scene.analysis.article.text[span.start : span.end].split())
    status = main.status or "in_force"
    proofs: dict[str, Proof] = {"label": Proof((span,), None, "label")}
    anchor = scene.span(main.first, main.noun_end)
    proofs["status"] = Proof((main.cue or anchor,), "frame", "status")
    proofs["instrument"] = Proof((anchor,), "frame", "instrument")
    for k, proof in enumerate(parties.values()):
        proofs[f"parties.{k}"] = proof
    date = next((m.date for m in told if m.date and m.status in ("signed", "ended", "announced")), None)
    if date:
        proofs["date"] = date_proof(date)
    sectors = _sectors(scene, group, label_of)
    for k, term in enumerate(sectors.values()):
        proofs[f"sectors.{k}"] = Proof((term,), "frame", "sector term")
    return Agreement(
        status=status, instrument=main.kind, parties=tuple(parties), label=label, date=date.value if date else None,
        sectors=tuple(sectors), anchor=anchor, rule=f"instrument:{status}", confidence=0.5, proofs=proofs,
    )  # fmt: skip


def _complete(scene: Scene, parties: dict[str, Proof]) -> None:
    """The other side, when one is named: the country most named in the article beside it."""
    count: Counter[str] = Counter()
    first: dict[str, Proof] = {}
    for m in scene.mentions:
        side = side_of(m)
        if side:
            count[side[0]] += 1
            first.setdefault(side[0], Proof(side[1].spans, "document", "other party"))
    for code, _ in sorted(count.items(), key=lambda cn: (-cn[1], cn[0])):
        if len(parties) >= 2:
            return
        parties.setdefault(code, first[code])


def _sectors(scene: Scene, group: list[Instrument], label_of: Instrument) -> dict[str, Span]:
    """Sectors named in the label, else in the sentence of the instrument."""
    label = scene.span(label_of.first, max(label_of.last, label_of.noun_end))
    out: dict[str, Span] = {}
    for term in scene.analysis.terms:
        if label.start <= term.start < label.end:
            out.setdefault(term.sector, Span(term.start, term.end))
    if out:
        return out
    for m in group:
        after = scene.tokens.starts[m.first]
        for term in scene.analysis.terms:
            if after <= term.start < m.clause.sentence.end:
                out.setdefault(term.sector, Span(term.start, term.end))
        if out:
            return out
    for term in scene.analysis.terms:
        if group[0].clause.sentence.start <= term.start < group[0].clause.sentence.end:
            out.setdefault(term.sector, Span(term.start, term.end))
    return out
