"""Verbs that sign, end, negotiate or give: which stands at a token, and how far its act is asserted."""

from __future__ import annotations

from dataclasses import dataclass

from verbale import data
from verbale.extract.instruments import PACK, Phrase, words
from verbale.extract.scene import Clause, Scene
from verbale.morphology import VerbGroup, grammar, verb_group
from verbale.records import Span
from verbale.tokens import Phrases, Tokens

_WANTED = {"project": ("funded", "signed"), "body": ("founded",)}
DROPPED = "dropped"  # denied, or a wish for more of what has no instrument


@dataclass(frozen=True, slots=True)
class Reading:
    """The status that a construction tells, the words that say so, and the verb that takes the sides."""

    status: str
    construction: str  # nominal | before | object | passive | participle | subject
    cue: Span
    first: int  # tokens of the cue
    last: int
    group: VerbGroup | None = None
    given: bool = False


def verb_at(
    scene: Scene, clause: Clause, i: int, table: dict[str, list[tuple[str, str, str]]] | None = None
) -> tuple[str, VerbGroup] | None:
    """The verb of the pack at a token: its class and its group."""
    tokens = scene.tokens
    readings = (table or words().verbs).get(tokens.folded[i])
    if not readings:
        return None
    if i > clause.first and tokens.folded[i - 1] in words().classes["noun_before"]:
        readings = [r for r in readings if r[2] not in ("present", "past")]
    word = tokens.words[i]
    if not word.isupper() and word.endswith(("e", "es", "\u00e9", "\u00e9s")):
        accented = word.rstrip("es").endswith("\u00e9") or word.endswith("\u00e9")
        readings = [
            r
            for r in readings
            if (r[2] == "participle") == accented or not tokens.folded[i].endswith(("e", "es"))
        ]
    if not readings:
        return None
    tokens_before = tokens.folded[max(clause.first, i - 4) : i]
    g = grammar()
    participle = any(w in g.avoir or w in g.etre or w in g.been for w in tokens_before)
    readings = sorted(readings, key=lambda r: (r[2] == "participle") != participle)
    status, lemma, tense = readings[0]
    return status, verb_group(tokens, i, lemma, tense, clause.first)


def reading_of(
    scene: Scene, clause: Clause, status: str, group: VerbGroup, construction: str, phrase: Phrase
) -> Reading | None:
    told = _modal(scene, clause, status, group, phrase)
    if told is None:
        return None
    cue = scene.span(group.last - 1, group.last)
    return Reading(
        told, construction, cue, group.first, group.last, group, status in ("given", "funded", "awarded")
    )


def _modal(scene: Scene, clause: Clause, status: str, group: VerbGroup, phrase: Phrase) -> str | None:
    """What tense, modal and negation make of a verb's status."""
    tokens = scene.tokens
    before = max(clause.first, group.first - (16 if group.tense == "infinitive" else 8))
    if phrase.kind in ("project", "body"):
        return _founded(status, group, phrase)
    if status in ("funded", "run"):
        return None
    if status == "founded":
        status = "in_force"
    if status == "awarded" and phrase.kind == "contract":
        return _signed(tokens, before, group)
    if status in ("given", "awarded"):
        if phrase.kind != "loan_or_grant" or group.negated:
            return None
        if group.tense in ("future", "conditional", "infinitive") or group.modal:
            return DROPPED
        return "signed" if phrase.noun in words().classes["lent"] else "in_force"
    if status == "signed":
        return _signed(tokens, before, group)
    if status == "negotiating" and group.tense == "participle":
        return "in_force"
    if status == "ended":
        threat = group.negated or has_mood(tokens, before, group.first, "threat") or group.modal == "possible"
        open_ = (
            group.tense == "infinitive"
            and group.modal is None
            and not has_mood(tokens, before, group.first, "decided")
        )
        return "in_force" if threat or open_ else "ended"
    if status == "announced":
        open_ = group.negated or group.modal == "possible" or group.tense == "conditional"
        return DROPPED if open_ else "announced"
    return status


def _founded(status: str, group: VerbGroup, phrase: Phrase) -> str | None:
    """What a verb tells of a project (someone pays for it, or it is signed) or of a joint body."""
    if group.negated or group.modal or group.tense in ("future", "conditional", "infinitive"):
        return None
    if status not in _WANTED[phrase.kind]:
        return None
    return "signed" if status == "signed" else "in_force"


def _signed(tokens: Tokens, before: int, group: VerbGroup) -> str:
    if group.negated:
        return DROPPED
    said = tokens.folded[group.first : group.last]
    if group.tense == "future" or group.modal == "planned" or words().classes["should"].intersection(said):
        return "announced"
    if group.tense == "conditional" or group.modal == "possible":
        return "proposed"
    if group.tense == "infinitive" and group.modal != "done":
        if has_mood(tokens, before, group.first, "done"):
            return "signed"
        if has_mood(tokens, before, group.first, "denied"):
            return DROPPED
        if has_mood(tokens, before, group.first, "announced"):
            return "announced"
        return "proposed" if has_mood(tokens, before, group.first, "proposed") else "negotiating"
    return "signed"


@data.derived
def moods() -> dict[str, Phrases]:
    return {k: Phrases((w, k) for w in v["forms"]) for k, v in data.toml(PACK)["mood"].items()}


def has_mood(tokens: Tokens, first: int, last: int, mood: str) -> bool:
    """Does a word of that mood stand between two tokens?"""
    phrases = moods()[mood]
    return any((p := phrases.longest(tokens, i)) and p[0] <= last for i in range(first, last))
