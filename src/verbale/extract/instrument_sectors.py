"""On what: the sectors of an instrument, weighed by where their words stand around it.

The weights are in packs/fr/instrument_sectors.toml, fitted by bench/fit_agreements.py on annotated articles;
features are of places and kinds, never of a sector (but for dialogue and money) or a word.
"""

from __future__ import annotations

import math

from verbale import data
from verbale.extract.instruments import PACK, Phrase, span_of, words
from verbale.extract.scene import Clause, Scene
from verbale.extract.sectors import DIALOGUE, in_office, probabilities
from verbale.records import Span, Term

WEIGHTS = "packs/fr/instrument_sectors.toml"
_LONGEST_LINE = 40  # tokens of a line in a list
_MOST_LINES = 14
_MANY = 4  # words of a sector beyond which more say nothing more
_NEAREST = ("label", "rest", "other", "sentence", "next", "title", "previous")

Hits = dict[str, dict[str, list[Term]]]  # sector → zone → its words there


def sectors_told(scene: Scene, phrases: list[Phrase], kind: str) -> dict[str, Span]:
    """Sector → its nearest word, the surest first; `phrases` starts with the label's."""
    model = data.toml(WEIGHTS)
    weights, intercept = model["weights"], model["model"]["intercept"]
    hits = _hits(scene, phrases)
    ranked = []
    for sector, told in features(scene, hits, kind).items():
        score = intercept + sum(weights.get(name, 0.0) * value for name, value in told.items())
        ranked.append((-1 / (1 + math.exp(-score)), sector))
    ranked.sort()
    chosen = [s for p, s in ranked if -p >= model["model"]["threshold"]]
    if not chosen and ranked and -ranked[0][0] >= model["model"]["least"]:
        chosen = [ranked[0][1]]
    return {s: _word(hits, s) or span_of(scene, phrases[0]) for s in chosen}


def _word(hits: Hits, sector: str) -> Span | None:
    """The word that stands for a sector: the one nearest to the label, sure ones first."""
    found = hits.get(sector, {})
    for zone in (*_NEAREST, "anywhere", "office", "far office"):
        for term in sorted(found.get(zone, ()), key=lambda t: (t.weak, t.start)):
            return Span(term.start, term.end)
    return None


def features(scene: Scene, hits: Hits, kind: str) -> dict[str, dict[str, float]]:
    """Sector → what it is judged by; `scene` tells how much else the article speaks of."""
    pack = data.toml(PACK)["sectors"]
    article = probabilities(scene.analysis, {"meetings": (), "visits": ()})
    total = sum(_sure(zones, "anywhere") for zones in hits.values()) or 1
    named = {z: any(_named(s, zones, z) for s, zones in hits.items()) for z in ("label", "rest", "sentence")}
    nothing = not (named["label"] or named["rest"])
    out: dict[str, dict[str, float]] = {}
    for sector in sorted({*hits, DIALOGUE}):
        zones = hits.get(sector, {})
        own = {z: _named(sector, zones, z) for z in ("label", "rest", "sentence")}
        sure = _sure(zones, "anywhere")
        told: dict[str, float] = {z: float(_sure(zones, z) > 0) for z in _NEAREST}
        told |= {
            f"{z} weak": float(len(zones.get(z, ())) > _sure(zones, z)) for z in ("label", "rest", "sentence")
        }
        told["office"] = float(bool(zones.get("office")))
        told["share"] = sure / total
        told["article"] = article.get(sector, 0.0)
        told["many"] = min(sure, _MANY) / _MANY
        told["label of another"] = float(named["label"] and not own["label"])
        told["rest of another"] = float(not named["label"] and named["rest"] and not own["rest"])
        told["sentence of another"] = float(nothing and named["sentence"] and not own["sentence"])
        if sector == DIALOGUE:
            told["dialogue"] = 1.0
            told["dialogue, none near"] = float(nothing)
            told["dialogue, none in sentence"] = float(nothing and not named["sentence"])
            told["dialogue of states"] = float(kind in pack["solemn"])
        if sector in pack["money"] and kind in pack["paid"]:
            others = (s for s in hits if s not in pack["money"] and _named(s, hits[s], "rest"))
            told["money alone"] = float(next(others, None) is None)
        out[sector] = {name: value for name, value in told.items() if value}
    return out


def _sure(zones: dict[str, list[Term]], zone: str) -> int:
    return sum(not t.weak for t in zones.get(zone, ()))


def _named(sector: str, zones: dict[str, list[Term]], zone: str) -> bool:
    """Is a sector named in a zone? In a whole sentence, and for dialogue, only by a sure word."""
    if zone == "sentence" or sector == DIALOGUE:
        return _sure(zones, zone) > 0
    return bool(zones.get(zone))


def _hits(scene: Scene, phrases: list[Phrase]) -> Hits:
    """The words of each sector by the zone they stand in."""
    where = _zones(scene, phrases)
    out: Hits = {}
    for term, office in in_office(scene.analysis):
        zones = out.setdefault(term.sector, {})
        if office:
            near = any(a <= term.start < b for a, b in where["sentence"])
            zones.setdefault("office" if near else "far office", []).append(term)
            continue
        zones.setdefault("anywhere", []).append(term)
        for zone, spans in where.items():
            if any(a <= term.start < b for a, b in spans):
                zones.setdefault(zone, []).append(term)
    return out


def _zones(scene: Scene, phrases: list[Phrase]) -> dict[str, list[tuple[int, int]]]:
    """Where the words may stand: the label, what follows it, the sentence, the ones beside it."""
    main = phrases[0]
    k = scene.clauses.index(main.clause)
    beside = {"next": scene.clauses[k + 1 : k + 2], "previous": scene.clauses[max(k - 1, 0) : k]}
    zones = {
        "label": [_label(scene, main)],
        "rest": [_rest(scene, main), _lines(scene, main.clause)],
        "other": [_label(scene, p) for p in phrases[1:] if p is not main],
        "sentence": [(main.clause.sentence.start, main.clause.sentence.end)],
        "title": [(0, scene.analysis.article.body_start)],
    }
    return zones | {z: [(c.sentence.start, c.sentence.end) for c in found] for z, found in beside.items()}


def phrase_features(scene: Scene, phrases: list[Phrase], kind: str) -> dict[str, dict[str, float]]:
    """The features of an instrument that its mentions name, as the fit needs them."""
    return features(scene, _hits(scene, phrases), kind)


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


def _lines(scene: Scene, clause: Clause) -> tuple[int, int]:
    """The lines of a list that the sentence opens with a colon."""
    tokens, text = scene.tokens, scene.analysis.plain[clause.sentence.start : clause.sentence.end].rstrip()
    if not text.endswith(":"):
        return 0, 0
    k = scene.clauses.index(clause)
    lines: list[Clause] = []
    for line in scene.clauses[k + 1 : k + 1 + _MOST_LINES]:
        if line.last - line.first > _LONGEST_LINE:
            break
        lines.append(line)
        if tokens.folded[line.last - 1] == ".":
            break
    return (lines[0].sentence.start, lines[-1].sentence.end) if lines else (0, 0)
