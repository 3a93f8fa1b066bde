"""Agreements: an instrument named, what is done with it, between whom, on what."""

from __future__ import annotations

from dataclasses import dataclass

from verbale.extract.fields import date_proof, nearest_date, usable
from verbale.extract.instrument_labels import label_of, label_words
from verbale.extract.instrument_parties import Pair, Sides, pair_of, sides_of
from verbale.extract.instrument_sectors import sectors_told
from verbale.extract.instrument_status import free_tokens, is_coordinated, read_status
from verbale.extract.instrument_verbs import DROPPED, Reading
from verbale.extract.instruments import Phrase, find_phrases, label_end, span_of, words
from verbale.extract.scene import Scene
from verbale.records import Agreement, Date, Proof, Span

_KINDS = {"body": "other"}
_OPEN = "/.."  # `since 2018` dates the act by its beginning
_ENOUGH = 2  # content words of a label with which no other mention names the instrument better
_BACK = 3  # sentences back in which the day of the news may stand
# Sides that the words themselves must give: of what is only proposed or only spoken of as standing, fewer
# than these proved wrong more often than right on the development articles.
_LEAST = {"proposed": 2, "in_force": 1}
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

    def is_renewal(self, scene: Scene) -> bool:
        """`the renewal of the treaty`: an instrument to come, beside the one that stands."""
        first = self.reading.first if self.reading else 0
        return bool(
            self.status == "negotiating" and scene.tokens.folded[first] in words().classes["renewals"]
        )

    @property
    def tells_day(self) -> bool:
        """Is its date that of the act, not of what is said about the instrument?"""
        given = self.reading is not None and self.reading.given
        return (
            given
            or self.phrase.kind == "joint_declaration"
            or self.status in ("signed", "ended", "announced")
        )

    @property
    def is_news(self) -> bool:
        """Told as a fact of the day, not by the way."""
        return self.reading is not None and self.reading.construction in (
            "object",
            "passive",
            "nominal",
            "before",
        )

    @property
    def rank(self) -> tuple[int, int, int]:
        """Which mention speaks for the instrument: the one that tells most."""
        status = "in_force" if self.status in (None, "wish") else self.status
        return _RANK.index(status or "in_force"), -self.sides.own, self.order


def find_agreements(scene: Scene) -> list[Agreement]:
    """The agreements that the article tells, mentions of one instrument gathered."""
    pair: Pair | None = None
    groups: list[list[Told]] = []
    before: Told | None = None
    for phrase in find_phrases(scene):
        pair = pair or pair_of(scene)
        told = _told(scene, phrase, pair, len(groups))
        if before and told.reading is None and is_coordinated(scene, before.phrase, phrase):
            told = _like(before, told)
        if told.sides.own < 2 and told.is_renewal(scene):
            _take_over(scene, groups, told)
        before = told
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
    if a.status == b.status and all(m.phrase.definite and not _content(scene, m.phrase) for m in group):
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


def _take_over(scene: Scene, groups: list[list[Told]], told: Told) -> None:
    """`the renewal of the agreement`: between those whose agreement it was."""
    for group in reversed(groups):
        if any(_is_alike(scene, m, told) for m in group):
            told.sides = max((m.sides for m in group), key=lambda s: s.own)
            return


def _like(before: Told, told: Told) -> Told:
    """`have signed an agreement on X and a convention on Y`: what is done with one is done with the other."""
    sides = told.sides if told.sides.own >= 2 else before.sides
    return Told(told.phrase, before.reading, sides, before.date, told.order)


def _date(scene: Scene, phrase: Phrase, reading: Reading | None) -> Date | None:
    """The day of the act: beside a participle only the date that it governs, else the clause's nearest."""
    if reading and reading.construction == "participle":
        return _governed_date(scene, phrase, reading)
    first = min(phrase.first, reading.first) if reading else phrase.first
    last = max(phrase.noun_end, reading.last) if reading else phrase.noun_end
    day = nearest_date(scene, phrase.clause, first, last)
    if day and reading and reading.status == "ended" and _is_of_name(scene, phrase, day):
        return None
    return day


def _is_of_name(scene: Scene, phrase: Phrase, date: Date) -> bool:
    """`the agreement of 2018`, `the agreement signed in 2018`: not when it was ended."""
    i = scene.tokens.at(date.start)
    return phrase.noun_end <= i <= phrase.last + 3 and len(date.value or "") < 10


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
    if a.is_renewal(scene) != b.is_renewal(scene):
        return False
    return _is_alike(scene, a, b)


def _is_alike(scene: Scene, a: Told, b: Told) -> bool:
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
    """The words that tell one instrument from another: not the names of its parties."""
    label, found = words().label, set()
    for word in scene.tokens.folded[phrase.noun_end : phrase.last]:
        if word in label["party_openers"]:
            break
        if len(word) > 3 and word not in label["links"]:
            found.add(word[:6])
    return found


def _counts(scene: Scene, told: Told) -> bool:
    """Is the mention evidence of an instrument?"""
    phrase, reading, sides = told.phrase, told.reading, told.sides
    if told.status == DROPPED:
        return False
    if phrase.kind in ("project", "body"):
        if phrase.bare() and phrase.kind == "project":
            return False
        funded = phrase.kind == "project" and reading is not None and reading.status == "in_force"
        return (funded and sides.act > 0) or (reading is not None and sides.own >= 2)
    if phrase.multilateral:
        done = reading and reading.status in ("signed", "ended", "negotiating")
        return bool(done and sides.act and reading and reading.construction != "participle")
    if phrase.weak and phrase.kind == "loan_or_grant" and _is_mere_money(scene, told):
        return False
    if phrase.kind == "joint_declaration":
        return sides.near >= 2 or reading is not None
    if phrase.vague:
        return _is_more_than_friendship(scene, told)
    if told.status == "wish":
        return sides.own >= 2 and not phrase.weak
    if phrase.weak and reading and reading.status == "in_force":
        return sides.own >= 2 or (reading.construction == "before" and sides.own > 0)
    if told.status in _LEAST:
        return sides.own >= _LEAST[told.status] or _is_borne_out(told)
    return reading is not None or sides.own >= 2


def _is_mere_money(scene: Scene, told: Told) -> bool:
    """Money promised is a commitment (codebook, ruling 9); `50 million of loans`, `8 million in grants` is
    what a sum is made of, no instrument of its own."""
    phrase = told.phrase
    if told.status == "announced":
        return True
    return (
        phrase.bare()
        and phrase.first > 0
        and scene.tokens.folded[phrase.first - 1] in words().classes["shares"]
    )


def _is_borne_out(told: Told) -> bool:
    """Does who proposes an instrument of one named side make the other?"""
    sides = told.sides
    return told.status == "proposed" and not told.phrase.weak and sides.own > 0 and sides.near >= 2


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


def _day(scene: Scene, main: Told, told: list[Told], status: str) -> Date | None:
    """The day of the act: that of the clause which tells it, else of the news it stands in."""
    dated = [m for m in [main, *told] if m.date and m.tells_day]
    of_status = [m for m in dated if m.status == main.status] or dated
    if of_status:
        return of_status[0].date
    if status not in ("signed", "announced") or not main.is_news:
        return None
    k = scene.clauses.index(main.phrase.clause)
    for clause in reversed(scene.clauses[max(k - _BACK, 0) : k]):
        days = [d for d in clause.dates if usable(d) and d.kind == "point" and len(d.value or "") == 10]
        if days:
            return days[-1]
    return None


def _instrument(main: Told) -> str:
    if main.phrase.kind != "project":
        return _KINDS.get(main.phrase.kind, main.phrase.kind)
    return "loan_or_grant" if main.reading and main.reading.given else "partnership"


def _settled(main: Told) -> str:
    """The record's status: a declaration made is signed; who denounces what others agreed ends nothing."""
    status = "in_force" if main.status in (None, "wish") else str(main.status)
    if main.phrase.kind == "joint_declaration" and status == "in_force":
        return "signed"
    if status == "ended" and main.sides.outsider:
        return "in_force"
    return status


def _parties(main: Told, told: list[Told]) -> dict[str, Proof]:
    """The main mention's sides; the others' where it has fewer than two."""
    out: dict[str, Proof] = {}
    for m in [main, *told]:
        if len(out) < 2:
            for code, proof in m.sides.found.items():
                out.setdefault(code, proof)
    return out


def _report(scene: Scene, group: list[Told]) -> Agreement | None:
    """One record from the mentions of an instrument, if two sides stand behind it."""
    told = [m for m in group if _counts(scene, m)]
    main = min(told, key=lambda m: m.rank, default=None)
    parties = _parties(main, told) if main else {}
    if main is None or len(parties) < (1 if main.phrase.multilateral else 2):
        return None
    status, anchor = _settled(main), scene.span(main.phrase.first, main.phrase.noun_end)
    named = max([main, *told], key=lambda m: min(label_words(scene, m.phrase), _ENOUGH))
    span = label_of(scene, named.phrase)
    if main.reading and main.is_renewal(scene):
        span = Span(scene.tokens.starts[main.reading.first], span_of(scene, main.phrase).end)
    date = _day(scene, main, told, status)
    value = date.value.removesuffix(_OPEN) if date and date.value else None
    sectors = sectors_told(scene, [m.phrase for m in (named, *group)], main.phrase.kind)
    proofs = {"label": Proof((span,), None, "label"), "instrument": Proof((anchor,), "frame", "instrument")}
    proofs["status"] = Proof((main.reading.cue if main.reading else anchor,), "frame", "status")
    proofs |= {f"parties.{k}": p for k, p in enumerate(parties.values())}
    proofs |= {f"sectors.{k}": Proof((t,), "frame", "sector term") for k, t in enumerate(sectors.values())}
    if date:
        proofs["date"] = date_proof(date)
    construction = main.reading.construction if main.reading else "named"
    return Agreement(
        status=status,
        instrument=_instrument(main),
        parties=tuple(parties),
        label=" ".join(scene.analysis.article.text[span.start : span.end].split()),
        date=value,
        sectors=tuple(sectors),
        count=main.phrase.count,
        anchor=anchor,
        rule=f"instrument:{status}:{construction}",
        confidence=0.5,
        proofs=proofs,
    )


__all__ = ["find_agreements", "label_end"]
