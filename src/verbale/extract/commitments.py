"""Commitments: who says that what will be done; only concrete acts with an object."""

from __future__ import annotations

from dataclasses import dataclass

from verbale import data
from verbale.extract.acts import says
from verbale.extract.agreements import label_end
from verbale.extract.fields import date_proof, name_of, participant, side_of, unique
from verbale.extract.roles import objects, subject
from verbale.extract.scene import Clause, Mention, Scene
from verbale.morphology import VerbGroup
from verbale.records import Commitment, Date, Proof, Span
from verbale.tokens import Phrases


@dataclass(frozen=True, slots=True)
class _Words:
    openers: Phrases
    kinds: Phrases


@data.derived
def _words() -> _Words:
    pack = data.toml("packs/fr/commitments.toml")
    return _Words(
        Phrases((p, name) for name, phrases in pack["openers"].items() for p in phrases),
        Phrases((w, kind) for kind, words in pack["kinds"].items() for w in words),
    )


def find_commitments(scene: Scene) -> list[Commitment]:
    """The promises of the article, one for each label."""
    out: list[Commitment] = []
    for clause in scene.clauses:
        i = clause.first
        while i < clause.last:
            opener = _words().openers.longest(scene.tokens, i)
            made = _commitment(scene, clause, i, opener[0], str(opener[1])) if opener else None
            if made and not any(_double(made, c) for c in out):
                out.append(made)
            i = opener[0] if opener else i + 1
    return out


def _double(a: Commitment, b: Commitment) -> bool:
    x, y = set(a.label.lower().split()), set(b.label.lower().split())
    return a.by == b.by and a.kind == b.kind and len(x & y) * 2 >= min(len(x), len(y))


def _commitment(scene: Scene, clause: Clause, i: int, after: int, opener: str) -> Commitment | None:
    if says(scene.tokens, max(clause.first, i - 4), i, "denied"):
        return None
    if opener == "invite":
        return _invitation(scene, clause, i, after)
    found = _object(scene, clause, after, opener)
    if found is None:
        return None
    start, kind = found
    makers = subject(scene, clause, VerbGroup(i, after, "promise", "active", "past"))
    return _made(scene, clause, makers, kind, (start, label_end(scene, clause, start)), i)


def _object(scene: Scene, clause: Clause, after: int, opener: str) -> tuple[int, str] | None:
    """Where the label starts, and its kind: at once after `s'engage a`, within a few words after `annonce`."""
    reach = 2 if opener == "engage" else 5
    for k in range(after, min(clause.last, after + reach)):
        kind = _words().kinds.longest(scene.tokens, k)
        if kind:
            return k, str(kind[1])
        if scene.tokens.folded[k] in (".", ";", ",", ":"):
            return None
    return None


def _invitation(scene: Scene, clause: Clause, i: int, after: int) -> Commitment | None:
    makers = subject(scene, clause, VerbGroup(i, after, "invite", "active", "past"))
    guests = objects(scene, clause, after) or [m for m in clause.mentions if m.first >= after][:1]
    if not makers or not guests:
        return None
    return _made(scene, clause, makers, "invitation", (i, label_end(scene, clause, after)), i, guests)


def _made(
    scene: Scene, clause: Clause, makers: list[Mention], kind: str, label: tuple[int, int], i: int,
    guests: list[Mention] | None = None,
) -> Commitment | None:  # fmt: skip
    maker = next((m for m in makers if side_of(m)), None)
    if maker is None or label[1] - label[0] < 2:
        return None
    side = side_of(maker)
    assert side
    proofs: dict[str, Proof] = {"by": side[1]}
    to: dict[str, Proof] = {}
    for m in guests or [m for m in clause.mentions if m.first >= label[0]] + list(clause.mentions):
        other = side_of(m)
        if other and other[0] != side[0] and len(to) < 2:
            to.setdefault(*other)
    if not to:
        other = next((s for m in scene.mentions if (s := side_of(m)) and s[0] != side[0]), None)
        if other is None:
            return None
        to[other[0]] = Proof(other[1].spans, "document", "other side")
    proofs |= {f"to.{k}": p for k, p in enumerate(to.values())}
    span = scene.span(*label)
    proofs["label"] = Proof((span,), None, "label")
    proofs["kind"] = Proof((scene.span(i, i + 1),), "frame", kind)
    proofs["status"] = Proof((scene.span(i, i + 1),), "frame", "status")
    due = _due(scene, clause, i)
    if due:
        proofs["due"] = date_proof(due)
    entity = scene.entity(maker)
    who = participant(entity) if entity and name_of(entity) else None
    return Commitment(
        by=side[0], to=tuple(to), kind=kind, label=" ".join(scene.analysis.article.text[span.start : span.end].split()),
        due=due.value if due else None, status="open", participants=tuple(unique([who] if who else [])),
        anchor=Span(span.start, span.end), rule=f"promise:{kind}", confidence=0.4, proofs=proofs,
    )  # fmt: skip


def _due(scene: Scene, clause: Clause, i: int) -> Date | None:
    """A deadline or a later date in the clause, after the promise."""
    published = scene.analysis.published or ""
    for d in clause.dates:
        later = d.value and published and d.value[:10] > published[: len(d.value[:10])]
        if d.start >= scene.tokens.starts[i] and d.value and (d.kind == "deadline" or (later and d.kind in ("point", "period"))):
            return d
    return None
