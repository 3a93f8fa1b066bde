"""Where an act took place: the place that its clause names, and further stops of a journey."""

from __future__ import annotations

from collections.abc import Iterable

from verbale import data, edtf
from verbale.data import world
from verbale.extract.frames import Frame
from verbale.extract.scene import Clause, PlaceMention, Scene
from verbale.morphology import VerbGroup
from verbale.text import fold

TRAVEL_REACH = 10  # tokens between a verb of travel and its goal
AROUND = 3  # sentences within which a town of the act's country is where it took place
RECENT = 14  # days: what is older is not the news that the lead tells
REACH = 18  # tokens between another trigger and its place


@data.derived
def _words() -> dict[str, frozenset[str]]:
    return {k: frozenset(fold(x) for x in v) for k, v in data.toml("packs/fr/clauses.toml")["place"].items()}


def place_of(scene: Scene, clause: Clause, group: VerbGroup, frame: Frame) -> PlaceMention | None:
    """The first place after the trigger under a preposition of place, else (not for travel) one before it."""
    direct = group.lemma in frame.extra.get("direct", ())
    travel = frame.name == "travel"
    if group.lemma in frame.extra.get("leave", ()) and (goal := _toward(scene, clause, group)):
        return goal
    if frame.name != "speak" and (there := _there(scene, clause, group)):
        return there
    for p in clause.places:
        if p.first < group.last:
            continue
        if p.first - group.last > (TRAVEL_REACH if travel else REACH):
            break
        if direct:
            return p if p.preposition == "" and p.first - group.last < 6 else None
        local = p.preposition in ("to", "in") or (
            p.preposition == "for" and frame.name in ("travel", "bound")
        )
        if local and not _is_about(scene, clause, p):
            return p
        named = frame.name in ("talks", "stay", "call", "attend", "gather", "bound") and p.place.kind in (
            "capital",
            "city",
        )
        if named and p.preposition == "of" and p.first - group.last <= 3:
            return p
    if travel:
        near = [p for p in clause.places if group.last <= p.first <= group.last + TRAVEL_REACH]
        if near and near[0].preposition == "of" and near[0].place.kind in ("capital", "city", "country"):
            return near[0]
    if direct or travel:
        before = _before_relative(scene, clause, group)
        if before or direct or group.lemma not in frame.extra.get("goal_anywhere", ()):
            return before
    for p in reversed([p for p in clause.places if p.last <= group.first]):
        if p.preposition in ("to", "in") and not _is_about(scene, clause, p):
            return p
    return None


def _toward(scene: Scene, clause: Clause, group: VerbGroup) -> PlaceMention | None:
    """`a quitte Libreville pour Kigali`: where someone leaves for."""
    for p in clause.places:
        near = group.last <= p.first <= group.last + REACH
        words = scene.tokens.folded[max(group.last, p.first - 3) : p.first]
        if near and _words()["toward"].intersection(words):
            return p
    return None


def _there(scene: Scene, clause: Clause, group: VerbGroup) -> PlaceMention | None:
    """`il y sejournera`: the place that the clause, or the one before, named last."""
    if "y" not in scene.tokens.folded[max(clause.first, group.first - 1) : group.last]:
        return None
    k = scene.clauses.index(clause)
    for c in [clause, *reversed(scene.clauses[max(0, k - 1) : k])]:
        named = [p for p in c.places if p.last <= group.first and p.preposition in ("to", "in")]
        if named:
            return named[-1]
    return None


def _is_about(scene: Scene, clause: Clause, p: PlaceMention) -> bool:
    """`la situation au Mali`: the place of a noun, not of the act."""
    i = p.first - 1
    while i > clause.first and scene.tokens.folded[i] in _words()["fillers"]:
        i -= 1
    return scene.tokens.folded[i] in _words()["topics"]


def _before_relative(scene: Scene, clause: Clause, group: VerbGroup) -> PlaceMention | None:
    """`a Astana, ou il s'est rendu`: the place before a relative of place."""
    before = [p for p in clause.places if p.last <= group.first and group.first - p.last <= 8]
    if before and _words()["where"].intersection(scene.tokens.folded[before[-1].last : group.first]):
        return before[-1]
    return None


def town_near(scene: Scene, country: str, clauses: Iterable[Clause], day: str | None) -> PlaceMention | None:
    """A town of the country where an act took place, as its sentences or those around them give it.

    First the act's own sentences; where its `day` is not long past, then the dateline, the title and the
    lead, then those not far off."""
    own = list({c.number: c for c in clauses}.values())
    if _is_past(day, scene.analysis.published):
        return _town_in(scene, country, own)
    lead = [c for c in scene.clauses if c.sentence.is_title or c.number in scene.lead]
    near = [c for c in scene.clauses if any(0 < abs(c.number - o.number) <= AROUND for o in own)]
    return _town_in(scene, country, [*own, *lead, *near])


def _is_past(day: str | None, published: str | None) -> bool:
    """Did an act of that day end more than a fortnight before the article?"""
    last, now = edtf.bounds(day)[1], edtf.bounds(published)[0]
    return bool(last and now and (now - last).days > RECENT)


def _town_in(scene: Scene, country: str, clauses: Iterable[Clause]) -> PlaceMention | None:
    """The first town of a country in which something happens, by its preposition, or of a dateline."""
    for clause in clauses:
        for p in clause.places:
            if p.place.kind in ("city", "capital") and world.state_of(p.place.country) == country:
                local = p.preposition in ("to", "in", "for") and not _is_about(scene, clause, p)
                if local or _opens(scene, clause, p):
                    return p
    return None


def _opens(scene: Scene, clause: Clause, p: PlaceMention) -> bool:
    """A dateline: the town opens the paragraph, before a date, a bracket or a dash."""
    after = scene.tokens.starts[p.last] if p.last < clause.last else 0
    dated = any(0 <= d.start - after <= 4 for d in clause.dates)
    return (
        p.first == clause.first
        and p.last < clause.last
        and (dated or scene.tokens.folded[p.last] in _words()["line_marks"])
    )


def stops_after(scene: Scene, clause: Clause, first: PlaceMention) -> list[PlaceMention]:
    """The places listed after the first one: `a Rome, a Paris et au Caire`."""
    out, last = [], first
    for p in clause.places:
        if p.first < last.last:
            continue
        whole = scene.tokens.folded[last.last : p.first]
        gap = [w for w in whole if w not in _words()["fillers"]]
        if len(gap) > 1 or (gap and gap[0] not in _words()["joints"]):
            break
        further = gap or _words()["further"].intersection(whole)
        if further and p.preposition in ("to", "in", ""):
            out.append(p)
        last = p
    return out
