"""Commitments: who says that what will be done; only concrete acts with an object (codebook 6)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from verbale.extract.commitment_deeds import find_deeds
from verbale.extract.commitment_invitations import find_invitations
from verbale.extract.commitment_labels import Deed, is_later
from verbale.extract.commitment_lists import list_deeds
from verbale.extract.commitment_makers import Speech, makers_of
from verbale.extract.commitment_sides import Maker, Sides, is_bilateral, side_of_lead, sides_to
from verbale.extract.commitment_words import words
from verbale.extract.fields import date_proof, name_of, participant, unique
from verbale.extract.scene import Scene
from verbale.records import Commitment, Date, Proof, Span

# What share of each construction's promises a coder would take up too: on annotated articles between the
# shares on those that the lists were made with and on others, which are lower; not a calibrated figure.
CONFIDENCE = {
    "announce": 0.65,
    "coming": 0.5,
    "demand": 0.5,
    "engage": 0.5,
    "future": 0.5,
    "invite": 0.55,
    "near": 0.5,
    "pledge": 0.5,
    "reported": 0.6,
}
# How far off (see Sides) the other side may stand where the article is not about two states: a promise
# without one in its sentence is as a rule a domestic one.


REACH = 0
STEM = 5  # letters by which two words are forms of one
SAID = 3  # tokens from a verb of saying to its day
FOLLOWS = 2  # sentences behind a promise in which its makers are understood
NEAR = 6  # tokens before a deed in which its date may stand
AROUND = 12  # tokens behind an invitation in which its occasion stands


@dataclass(slots=True)
class Promise:
    """One telling of a promise, before those of one deed are gathered."""

    deed: Deed
    makers: list[Maker]
    sides: Sides
    due: Date | None
    content: frozenset[str] = field(default_factory=frozenset)
    stem: str = ""


def find_commitments(scene: Scene) -> list[Commitment]:
    """The promises of the article, one for each deed and maker."""
    speech = Speech(scene)
    promises: list[Promise] = []
    invitations = find_invitations(scene)
    deeds = [
        d for d in find_deeds(scene) + list_deeds(scene) if not any(_is_occasion(d, i) for i in invitations)
    ]
    for deed in sorted(deeds + invitations, key=lambda d: d.at):
        promise = _promise(scene, deed, speech, promises[-1] if promises else None)
        if promise:
            promises.append(promise)
    out: list[Commitment] = []
    for group in _gathered(promises):
        out += _reports(scene, group)
    return out


def _is_occasion(deed: Deed, invitation: Deed) -> bool:
    """Is a noun what somebody is invited to: `invite a l'ouverture du forum`?"""
    return (
        deed.noun and deed.clause is invitation.clause and invitation.at < deed.at < invitation.last + AROUND
    )


def _promise(scene: Scene, deed: Deed, speech: Speech, last: Promise | None) -> Promise | None:
    makers = makers_of(scene, deed, speech)
    if not makers and last and _goes_on(deed, last):
        makers = [replace(m, proof=replace(m.proof, how="coreference")) for m in last.makers]
    if not makers:
        return None
    sides = sides_to(scene, deed, makers)
    if sides.distance > REACH and not is_bilateral(scene):
        sides = side_of_lead(scene, makers, sides)
    if not sides.proofs:
        return None
    return Promise(
        deed, makers, sides, _due(scene, deed), _content(scene, deed), scene.tokens.folded[deed.at][:STEM]
    )


def _goes_on(deed: Deed, last: Promise) -> bool:
    """Does a passive without an agent follow another promise: whose makers do this too?"""
    between = deed.clause.number - last.deed.clause.number
    return deed.passive and deed.trigger != "invite" and 0 <= between <= FOLLOWS


def _content(scene: Scene, deed: Deed) -> frozenset[str]:
    """The words of a label by their first letters, the deed itself and the sides named in it apart."""
    tokens, small = scene.tokens, words().sets["label.trailing"]
    sides = {k for m in deed.clause.mentions for k in range(m.first, m.last)}
    sides |= {k for p in deed.clause.places for k in range(p.first, p.last)} | set(range(deed.at, deed.after))
    kept = (tokens.folded[k] for k in range(deed.first, deed.last) if k not in sides)
    return frozenset(w[:STEM] for w in kept if w not in small and len(w) > 2)


def _gathered(promises: list[Promise]) -> list[list[Promise]]:
    """Tellings of one deed: a maker and half of the words in common."""
    groups: list[list[Promise]] = []
    for p in promises:
        for group in groups:
            told = [q for q in group if not q.deed.clause.sentence.is_title]
            if any(_same(p, q) for q in told or group):
                group.append(p)
                break
        else:
            groups.append([p])
    return groups


def _same(p: Promise, q: Promise) -> bool:
    """One deed: a side in common, and most words; with the same deed word one other word will do."""
    if not _parties(p) & _parties(q):
        return False
    if p.deed.kind == q.deed.kind == "invitation" and not set(p.sides.proofs) & set(q.sides.proofs):
        return False
    if p.deed.clause.sentence.is_title != q.deed.clause.sentence.is_title and p.deed.kind == q.deed.kind:
        return bool({m.side for m in p.makers} & {m.side for m in q.makers})
    shared, least = len(p.content & q.content), min(len(p.content), len(q.content))
    if p.stem == q.stem:
        return shared * 2 >= least
    return shared >= 2 and shared * 2 >= least


def _parties(promise: Promise) -> set[str]:
    return {m.side for m in promise.makers} | set(promise.sides.proofs)


def _reports(scene: Scene, group: list[Promise]) -> list[Commitment]:
    """One record a maker, from the fullest telling; the due date from whichever gives one."""
    main = max(
        group, key=lambda p: (not p.deed.clause.sentence.is_title, CONFIDENCE[p.deed.trigger], -p.deed.at)
    )
    due = main.due or next((p.due for p in group if p.due), None)
    mutual = any(m.side in main.sides.proofs for m in main.makers)
    return [_report(scene, replace(main, due=due), maker) for maker in main.makers[: 1 if mutual else None]]


def _report(scene: Scene, promise: Promise, maker: Maker) -> Commitment:
    deed, tokens = promise.deed, scene.tokens
    span = scene.span(deed.first, deed.last)
    cue = scene.span(deed.opener.first, deed.opener.last)
    to = {code: p for code, p in promise.sides.proofs.items() if code != maker.side}
    proofs = {"by": maker.proof, **{f"to.{k}": p for k, p in enumerate(to.values())}}
    proofs["label"] = Proof((span,), None, "label")
    proofs["kind"] = Proof((Span(tokens.starts[deed.at], tokens.ends[deed.after - 1]),), "frame", deed.kind)
    proofs["status"] = Proof((cue,), "frame", deed.trigger)
    if promise.due:
        proofs["due"] = date_proof(promise.due)
    entity = scene.entity(maker.mention) if maker.mention else None
    who = maker.who or (participant(entity) if entity and name_of(entity) else None)
    return Commitment(
        by=maker.side, to=tuple(to), kind=deed.kind, status="open",
        label=" ".join(scene.analysis.article.text[span.start : span.end].split()),
        due=promise.due.value if promise.due else None, participants=tuple(unique([who] if who else [])),
        anchor=span, rule=f"{deed.trigger}:{deed.kind}", confidence=CONFIDENCE[deed.trigger], proofs=proofs,
    )  # fmt: skip


def _due(scene: Scene, deed: Deed) -> Date | None:
    """A deadline or later date behind the deed, else one that opens the sentence or stands just before."""
    clause, tokens = deed.clause, scene.tokens
    start = tokens.starts[deed.first]
    dates = [d for d in clause.dates if is_later(scene, d.value, d.kind) or _this_unit(scene, d, start)]
    behind = [d for d in dates if d.start >= start]
    if behind:
        return behind[0]
    opening = [
        d for d in dates if tokens.at(d.start) - clause.first <= 4 or deed.first - tokens.at(d.start) <= NEAR
    ]
    return opening[0] if opening else None


def _this_unit(scene: Scene, date: Date, start: int) -> bool:
    """`ce mois-ci`, `aujourd'hui` behind the deed: the unit that holds the article's day."""
    published = scene.analysis.published or ""
    value = date.value or ""
    behind = date.kind in ("point", "period") and date.start >= start
    return bool(value and published.startswith(value) and behind and not _is_of_saying(scene, date))


def _is_of_saying(scene: Scene, date: Date) -> bool:
    """`, a annonce mercredi X`: the day on which it was said."""
    k = scene.tokens.at(date.start)
    said = words().openers["reported"]
    return any(w in said or w in words().sets["saying"] for w in scene.tokens.folded[max(0, k - SAID) : k])
