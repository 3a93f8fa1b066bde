"""Agreements: an instrument named, what is done with it, between whom, on what."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.extract.fields import date_proof, nearest_date, usable
from verbale.extract.instrument_parties import Pair, Sides, pair_of, sides_of
from verbale.extract.instrument_sectors import sectors_told
from verbale.extract.instrument_status import DROPPED, Reading, free_tokens, read_status
from verbale.extract.instruments import Phrase, find_phrases, label_end, span_of, words
from verbale.extract.scene import Scene
from verbale.records import Agreement, Date, Proof

# Which mention speaks for the instrument where several tell a status.
_RANK = ("ended", "signed", "announced", "negotiating", "in_force", "proposed")


_DONE = ("signed", "in_force", "ended")


@dataclass(slots=True)
class Told:
    """One mention of an instrument and all that its clause says of it."""

    phrase: Phrase
    reading: Reading | None
    sides: Sides
    date: Date | None
    order: int

    @property
    def status(self) -> str | None:
        return self.reading.status if self.reading else None

    @property
    def rank(self) -> tuple[int, int, int]:
        """Which mention speaks for the instrument: the one that tells most."""
        status = "in_force" if self.status in (None, "wish") else self.status
        return _RANK.index(status or "in_force"), -self.sides.own, self.order


def find_agreements(scene: Scene) -> list[Agreement]:
    """The agreements that the article tells, mentions of one instrument gathered."""
    pair: Pair | None = None
    groups: list[list[Told]] = []
    for phrase in find_phrases(scene):
        pair = pair or pair_of(scene)
        told = _told(scene, phrase, pair, len(groups))
        alike = [g for g in reversed(groups) if any(_same(scene, m, told) for m in g)]
        if told.phrase.bare() and told.phrase.definite:  # takes up the last instrument that counts
            alike.sort(key=lambda g: all(m.phrase.vague or m.phrase.kind == "project" for m in g))
        group = next(iter(alike), None)
        if group is None:
            groups.append([told])
        else:
            group.append(told)
    return _without_doubles(scene, [(g, r) for g in groups if (r := _report(scene, g))])


def _without_doubles(scene: Scene, found: list[tuple[list[Told], Agreement]]) -> list[Agreement]:
    """Records of one instrument under two names: the better named one stays."""
    kept: list[tuple[list[Told], Agreement]] = []
    for group, report in sorted(found, key=lambda gr: _poor(gr[0])):
        if not any(_is_double(scene, group, report, *other) for other in kept):
            kept.append((group, report))
    return [r for _, r in sorted(kept, key=lambda gr: gr[1].anchor)]


def _poor(group: list[Told]) -> tuple[bool, bool, bool]:
    return (
        all(m.phrase.vague for m in group),
        all(m.phrase.weak for m in group),
        all(m.phrase.bare() for m in group),
    )


def _is_double(scene: Scene, group: list[Told], a: Agreement, other: list[Told], b: Agreement) -> bool:
    """The same parties and status class, and nothing in the words that tells the two apart."""
    if len(set(a.parties) & set(b.parties)) < 2 or (a.status in _DONE) != (b.status in _DONE):
        return False
    if a.status == b.status and all(m.phrase.bare() and m.phrase.definite for m in group):
        return True
    if a.instrument == b.instrument == "joint_declaration":
        return True
    if all(m.phrase.vague for m in group) and a.status == b.status:
        return True
    x = {w for m in group for w in _content(scene, m.phrase)}
    y = {w for m in other for w in _content(scene, m.phrase)}
    if a.instrument != b.instrument:
        return False
    return bool(x & y) or (not (x and y) and a.status == b.status and a.count == b.count)


def _told(scene: Scene, phrase: Phrase, pair: Pair, order: int) -> Told:
    reading = read_status(scene, phrase, free_tokens(scene, phrase.clause))
    sides = sides_of(scene, phrase, reading, pair)
    return Told(phrase, reading, sides, _date(scene, phrase, reading), order)


def _date(scene: Scene, phrase: Phrase, reading: Reading | None) -> Date | None:
    """The day of the act: beside a participle only the date that it governs, else the clause's nearest."""
    if reading and reading.construction == "participle":
        return _governed_date(scene, phrase, reading)
    first = min(phrase.first, reading.first) if reading else phrase.first
    last = max(phrase.noun_end, reading.last) if reading else phrase.noun_end
    return nearest_date(scene, phrase.clause, first, last)


def _governed_date(scene: Scene, phrase: Phrase, reading: Reading) -> Date | None:
    """`signed (in Paris, between X and Y) on 3 May`: nothing that ends the participle's phrase between."""
    tokens = scene.tokens
    for d in phrase.clause.dates:
        i = tokens.at(d.start)
        if not usable(d) or i < phrase.noun_end or i - reading.last > 30:
            continue
        gap = tokens.folded[reading.last : i]
        if not words().classes["barriers"].intersection(gap) and gap.count(",") < 2:
            return d
    return None


def _same(scene: Scene, a: Told, b: Told) -> bool:
    """Is `b` told of the instrument that `a` told of before?"""
    if a.phrase.kind != b.phrase.kind and not _takes_up(b.phrase):
        return False
    if a.phrase.named != b.phrase.named and a.phrase.kind != b.phrase.kind:
        return False
    x, y = _content(scene, a.phrase), _content(scene, b.phrase)
    if x and y:
        return len(x & y) * 2 >= min(len(x), len(y))
    if y:
        return a.phrase.clause.sentence.is_title or b.phrase.definite
    return b.phrase.definite or a.phrase.clause.sentence.is_title


def _takes_up(phrase: Phrase) -> bool:
    """`the text`, `this agreement`: a bare noun that may stand for any instrument told before."""
    return phrase.bare() and (phrase.anaphoric or phrase.definite) and not phrase.vague


def _content(scene: Scene, phrase: Phrase) -> set[str]:
    links = words().label["links"]
    return {
        w[:6] for w in scene.tokens.folded[phrase.noun_end : phrase.last] if len(w) > 3 and w not in links
    }


def _counts(scene: Scene, told: Told) -> bool:
    """Is the mention evidence of an instrument?"""
    phrase, reading, sides = told.phrase, told.reading, told.sides
    if told.status == DROPPED:
        return False
    if phrase.kind == "project":
        return reading is not None and sides.act > 0
    if phrase.multilateral:
        done = reading and reading.status in ("signed", "ended", "negotiating")
        return bool(done and sides.act and reading and reading.construction != "participle")
    if phrase.kind == "joint_declaration":
        return sides.near >= 2 or reading is not None
    if phrase.vague:
        return _is_more_than_friendship(scene, told)
    if told.status == "wish":
        return sides.own >= 2 and not phrase.weak
    if phrase.weak and reading and reading.status == "in_force":
        return sides.own >= 2 or (reading.construction == "before" and sides.own > 0)
    return reading is not None or sides.own >= 2


def _is_more_than_friendship(scene: Scene, told: Told) -> bool:
    """Of a partnership: an act, an institution on one side, a field of its own, or what came of it."""
    phrase, reading, sides = told.phrase, told.reading, told.sides
    if reading and reading.status in ("signed", "ended", "announced"):
        return True
    if reading and reading.status in ("negotiating", "proposed"):
        return False
    if sides.institution or (reading and reading.construction == "before" and sides.own):
        return True
    folded = scene.tokens.folded[phrase.noun_end : phrase.last]
    return sides.own >= 2 and bool(words().classes["fields"].intersection(folded))


def _instrument(main: Told) -> str:
    if main.phrase.kind != "project":
        return main.phrase.kind
    return "loan_or_grant" if main.reading and main.reading.given else "partnership"


def _settled(main: Told) -> str:
    """The record's status: a declaration made is signed; who denounces what others agreed ends nothing."""
    status = "in_force" if main.status in (None, "wish") else str(main.status)
    if main.phrase.kind == "joint_declaration" and status == "in_force":
        return "signed"
    return status


def _report(scene: Scene, group: list[Told]) -> Agreement | None:
    """One record from the mentions of an instrument, if two sides stand behind it."""
    told = [m for m in group if _counts(scene, m)]
    if not told:
        return None
    main = min(told, key=lambda m: m.rank)
    parties: dict[str, Proof] = {}
    for m in [main, *told]:
        if len(parties) < 2:
            for code, proof in m.sides.found.items():
                parties.setdefault(code, proof)
    if len(parties) < 2:
        return None
    status = _settled(main)
    label_of = main if not main.phrase.bare() else max(told, key=lambda m: m.phrase.last - m.phrase.noun_end)
    span = span_of(scene, label_of.phrase)
    anchor = scene.span(main.phrase.first, main.phrase.noun_end)
    cue = main.reading.cue if main.reading else anchor
    proofs = {"label": Proof((span,), None, "label"), "status": Proof((cue,), "frame", "status")}
    proofs["instrument"] = Proof((anchor,), "frame", "instrument")
    proofs |= {f"parties.{k}": p for k, p in enumerate(parties.values())}
    date = next(
        (m.date for m in [main, *told] if m.date and m.status in ("signed", "ended", "announced")), None
    )
    if date:
        proofs["date"] = date_proof(date)
    sectors = sectors_told(scene, [m.phrase for m in (label_of, *group)], main.phrase.kind)
    proofs |= {f"sectors.{k}": Proof((t,), "frame", "sector term") for k, t in enumerate(sectors.values())}
    construction = main.reading.construction if main.reading else "named"
    return Agreement(
        status=status, instrument=_instrument(main), parties=tuple(parties),
        label=" ".join(scene.analysis.article.text[span.start : span.end].split()),
        date=date.value if date else None, sectors=tuple(sectors), count=main.phrase.count, anchor=anchor,
        rule=f"instrument:{status}:{construction}", confidence=0.5, proofs=proofs,
    )  # fmt: skip


__all__ = ["find_agreements", "label_end"]
