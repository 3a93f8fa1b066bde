"""How right predicted records are: the matching that the codebook describes, written for these tests.

Documents are the codebook's objects (`verbale.codec.document_to_dict`). `score` pairs the records of one
kind and article so that most match and, among such pairings, most are right; `found` is the F1 over
matching pairs, `right` over pairs whose scored fields agree too, `fields` the share of agreeing values
over matching pairs, field by field.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from statistics import fmean
from typing import Any

Record = Mapping[str, Any]
KINDS = ("visits", "meetings", "agreements", "figures", "quotes", "commitments")

# --- words, names, codes ------------------------------------------------------------------

# Spellings that transliterations of one name differ by, each taken to the second form, in this order.
SPELLINGS = (("tch", "ch"), ("zh", "j"), ("dj", "j"), ("kh", "k"), ("ph", "f"), ("ou", "u"))
SPELLINGS += (("ay", "ai"), ("ey", "ei"), ("y", "i"), ("w", "v"), ("q", "k"))
SMALL = {"les", "des", "une", "aux", "dans", "sur", "pour", "par", "avec", "que", "qui", "ses", "son"}
SMALL |= {"cette", "ces", "leur", "leurs", "entre", "plus"}
UNNAMED = {"le", "la", "l", "les", "un", "une", "des", "ministre", "president", "presidente", "premier"}
UNNAMED |= {"premiere", "chef", "cheffe", "delegation", "mission", "plusieurs"}


def fold(text: Any) -> str:
    """Lower case, no accents, one space for everything that is no letter or digit."""
    plain = unicodedata.normalize("NFKD", str(text or "")).casefold()
    return re.sub(r"[^a-z0-9]+", " ", "".join(c for c in plain if not unicodedata.combining(c))).strip()


def content(text: Any) -> set[str]:
    return {w for w in fold(text).split() if len(w) > 2 and w not in SMALL}


def parts(name: Any) -> list[str]:
    """The parts of a name in one spelling; initials are none."""
    found = []
    for part in fold(name).split():
        for variant, plain in SPELLINGS:
            part = part.replace(variant, plain)
        part = re.sub(r"(.)\1+", r"\1", part)
        if len(part) > 1:
            found.append(part)
    return found


def alike(one: str, other: str) -> bool:
    if one == other:
        return True
    return min(len(one), len(other)) >= 5 and SequenceMatcher(None, one, other).ratio() >= 0.84


def same_person(a: Any, b: Any) -> bool:
    """One part agrees where a name has only one, two where both have more."""
    short, long = sorted((parts(a), parts(b)), key=len)
    agreeing = sum(any(alike(p, q) for q in long) for p in short)
    return bool(short) and agreeing >= min(2, len(short))


def same_side(a: Any, b: Any) -> bool:
    """Codes agree when equal, names also when one stands in the other."""
    one, other = fold(a), fold(b)
    return bool(one) and (one == other or (min(len(one), len(other)) > 4 and (one in other or other in one)))


def common(a: Iterable[Any], b: Iterable[Any], same: Callable[[Any, Any], bool]) -> int:
    listed = list(b or ())
    return sum(any(same(x, y) for y in listed) for x in a or ())


def mostly_in(gold: Sequence[Any], predicted: Sequence[Any], same: Callable[[Any, Any], bool]) -> bool:
    """Half of what was predicted stands in gold; where either is empty there is nothing to ask."""
    return not gold or not predicted or 2 * common(predicted, gold, same) >= len(predicted)


def same_set(a: Any, b: Any, same: Callable[[Any, Any], bool]) -> bool:
    return len(a or ()) == len(b or ()) and common(a, b, same) == len(a or ())


def overlap(a: Iterable[Any], b: Iterable[Any]) -> float:
    one, other = set(a or ()), set(b or ())
    return len(one & other) / len(one | other) if one | other else 1.0


def unit_class(unit: str | None) -> str | None:
    if not unit:
        return None
    return "%" if unit == "%" else "money" if re.fullmatch("[A-Z]{3}", unit) else "noun"


# --- when two records are one, and when the second is right -------------------------------

HAPPENED = {"held": "held", "ongoing": "held"}
DONE = {"signed", "in_force", "ended"}
KIN = {"opening": "project"}


def label_fits(gold: Record, predicted: Record) -> bool:
    """A label is a short span, and says the same."""
    return len(fold(predicted["label"]).split()) <= len(fold(gold["label"]).split()) + 10


def match_visit(gold: Record, predicted: Record) -> bool:
    if gold["to"] != predicted["to"]:
        return False
    unnamed = [not r["traveller"] or fold(r["traveller"]).split()[0] in UNNAMED for r in (gold, predicted)]
    if not unnamed[0]:
        return same_person(gold["traveller"], predicted["traveller"])
    described = content(gold["traveller"]) & content(predicted["traveller"])
    return unnamed[1] and (gold["office"] == predicted["office"] or bool(described))


def match_meeting(gold: Record, predicted: Record) -> bool:
    return (
        common(gold["sides"], predicted["sides"], same_side) >= 2
        and mostly_in(gold["sides"], predicted["sides"], same_side)
        and mostly_in(gold["people"], predicted["people"], same_person)
        and (not gold["people"] or common(gold["people"], predicted["people"], same_person) > 0)
    )


def match_agreement(gold: Record, predicted: Record) -> bool:
    about = content(gold["label"]) & content(predicted["label"]) or set(gold["sectors"]) & set(
        predicted["sectors"]
    )
    return (
        common(gold["parties"], predicted["parties"], same_side) >= min(2, len(gold["parties"]))
        and mostly_in(gold["parties"], predicted["parties"], same_side)
        and (gold["status"] in DONE) == (predicted["status"] in DONE)
        and label_fits(gold, predicted)
        and bool(about)
    )


def match_figure(gold: Record, predicted: Record) -> bool:
    one, other = abs(gold["value"]), abs(predicted["value"])
    units = {unit_class(gold["unit"]), unit_class(predicted["unit"])} - {None}
    return abs(one - other) <= 0.005 * max(one, other) and len(units) < 2


def match_commitment(gold: Record, predicted: Record) -> bool:
    kinds = [KIN.get(r["kind"], r["kind"]) for r in (gold, predicted)]
    sides = [[r["by"], *r["to"]] for r in (gold, predicted)]
    maker = same_person(gold["by"], predicted["by"])
    known = common(sides[0], sides[1], same_side) and mostly_in(sides[0], sides[1], same_side)
    about = content(gold["label"]) & content(predicted["label"])
    return kinds[0] == kinds[1] and bool(maker or known) and bool(about) and label_fits(gold, predicted)


def same_happening(gold: Record, predicted: Record) -> bool:
    return HAPPENED.get(gold["status"], gold["status"]) == HAPPENED.get(
        predicted["status"], predicted["status"]
    )


def right_figure(gold: Record, predicted: Record) -> bool:
    money = unit_class(gold["unit"]) == "money"
    return (
        (gold["value"] < 0) == (predicted["value"] < 0)
        and (not money or gold["unit"] == predicted["unit"])
        and all(gold[name] == predicted[name] for name in ("bound", "measure", "period"))
        and set(gold["countries"]) == set(predicted["countries"])
    )


def agree(*names: str) -> Callable[[Record, Record], bool]:
    return lambda gold, predicted: all(gold[name] == predicted[name] for name in names)


MATCH: dict[str, Callable[[Record, Record], bool]] = {
    "visits": match_visit,
    "meetings": match_meeting,
    "agreements": match_agreement,
    "figures": match_figure,
    "commitments": match_commitment,
}
RIGHT: dict[str, Callable[[Record, Record], bool]] = {
    "visits": lambda g, p: agree("from", "start")(g, p) and same_happening(g, p),
    "meetings": lambda g, p: agree("date", "country")(g, p) and same_happening(g, p),
    "agreements": lambda g, p: agree("status")(g, p) and overlap(g["sectors"], p["sectors"]) >= 0.5,
    "figures": right_figure,
    "commitments": agree("due"),
}
SAME: dict[str, Callable[[Any, Any], bool]] = {
    "people": lambda a, b: same_set(a, b, same_person),
    "sides": lambda a, b: same_set(a, b, same_side),
    "parties": lambda a, b: same_set(a, b, same_side),
    "to": lambda a, b: same_set(a, b, same_side) if isinstance(a, list) else a == b,
    "sectors": lambda a, b: set(a) == set(b),
    "label": lambda a, b: overlap(content(a), content(b)) >= 0.5,
    "speaker": lambda a, b: fold(a) == fold(b) or same_person(a, b),
    "by": lambda a, b: fold(a) == fold(b) or same_person(a, b),
}
FIELDS = {
    "visits": ("office", "from", "place", "start", "end", "kind"),
    "meetings": ("people", "sides", "date", "place", "country", "form"),
    "agreements": ("status", "instrument", "parties", "date", "sectors", "label"),
    "figures": ("unit", "high", "bound", "measure", "countries", "period", "speaker"),
    "commitments": ("by", "to", "label", "due", "status"),
}


def same_field(name: str, gold: Any, predicted: Any) -> bool:
    if name in SAME:
        return bool(SAME[name](gold, predicted))
    exact = isinstance(gold, (list, int, float)) or isinstance(predicted, (list, int, float))
    return bool(gold == predicted) if exact else fold(gold) == fold(predicted)


def fields_alike(kind: str, gold: Record, predicted: Record) -> list[bool]:
    return [same_field(name, gold[name], predicted[name]) for name in FIELDS[kind]]


# --- pairing ------------------------------------------------------------------------------


def pair(
    gold: Sequence[Record], predicted: Sequence[Record], worth: Callable[[Record, Record], float]
) -> list:
    """Pairs of indexes of the greatest total worth (0: no pair), each record in one pair at most.

    Adds one pair at a time along the path that gains most (Bellman-Ford over the alternating graph), the
    textbook way to a maximum-weight matching; lists are short.
    """
    value = [[worth(g, p) for p in predicted] for g in gold]
    partner: dict[int, int] = {}  # predicted → gold
    while True:
        # gain[j]: the best total change of a path that ends by giving predicted j a new partner.
        paired = set(partner.values())
        gain: dict[int, float] = {}
        came: dict[int, tuple[int, int | None]] = {}
        for j in range(len(predicted)):
            for i in range(len(gold)):
                if i not in paired and value[i][j] > 0 and value[i][j] > gain.get(j, 0):
                    gain[j], came[j] = value[i][j], (i, None)
        for _ in predicted:
            for k in list(gain):
                if k not in partner:
                    continue
                i = partner[k]
                for j in range(len(predicted)):
                    total = gain[k] - value[i][k] + value[i][j]
                    if j != k and value[i][j] > 0 and total > gain.get(j, float("-inf")) + 1e-9:
                        gain[j], came[j] = total, (i, k)
        ends = [j for j in gain if j not in partner and gain[j] > 1e-9]
        if not ends:
            return sorted((i, j) for j, i in partner.items())
        at: int | None = max(ends, key=lambda j: (gain[j], -j))
        while at is not None:
            i, before = came[at]
            partner[at] = i
            at = before


# --- quotes: covered characters -----------------------------------------------------------


def same_speaker(gold: Record, predicted: Record) -> bool:
    a, b = gold["speaker"], predicted["speaker"]
    return bool(SAME["speaker"](a, b)) if a and b else not a and not b


def is_covered(quote: Record, others: Iterable[Record]) -> bool:
    """Do the others' words hold 80 % of this quote's characters, however the stretches are cut?"""
    text = fold(quote["text"])
    seen: set[int] = set()
    for other in others:
        piece = fold(other["text"])
        for block in SequenceMatcher(None, text, piece, autojunk=False).get_matching_blocks():
            if block.size >= min(12, len(text), max(1, len(piece))):
                seen.update(range(block.a, block.a + block.size))
    return bool(text) and len(seen) >= 0.8 * len(text)


def quote_hits(gold: Sequence[Record], predicted: Sequence[Record], *, attributed: bool) -> tuple[int, int]:
    """Gold quotes found, predicted quotes that are good; a repeated one proves nothing the second time."""

    def fitting(quote: Record, others: Sequence[Record]) -> list[Record]:
        return [o for o in others if not attributed or same_speaker(quote, o)]

    good: list[Record] = []
    for quote in sorted(predicted, key=lambda q: -len(fold(q["text"]))):
        double = any(fold(quote["text"]) in fold(g["text"]) and same_speaker(quote, g) for g in good)
        if not double and is_covered(quote, fitting(quote, gold)):
            good.append(quote)
    return sum(is_covered(q, fitting(q, good)) for q in gold), len(good)


# --- the table ----------------------------------------------------------------------------


def f1(hit_gold: int, gold: int, hit_predicted: int, predicted: int) -> float | None:
    """None when there was nothing to find and nothing was said."""
    if not gold and not predicted:
        return None
    recall, precision = hit_gold / max(gold, 1), hit_predicted / max(predicted, 1)
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


@dataclass
class Tally:
    """Counts of one kind: [of gold, of predicted]."""

    total: list[int] = field(default_factory=lambda: [0, 0])
    found: list[int] = field(default_factory=lambda: [0, 0])
    right: list[int] = field(default_factory=lambda: [0, 0])
    fields: dict[str, list[int]] = field(default_factory=dict)


def count(kind: str, gold: Sequence[Record], predicted: Sequence[Record], tally: Tally) -> None:
    """Adds one article's records of a kind to its tally."""
    if kind == "quotes":
        found = quote_hits(gold, predicted, attributed=False)
        right = quote_hits(gold, predicted, attributed=True)
    else:
        match, is_right = MATCH[kind], RIGHT[kind]

        def worth(g: Record, p: Record) -> float:
            return 1000 + 100 * is_right(g, p) + sum(fields_alike(kind, g, p)) if match(g, p) else 0

        pairs = pair(gold, predicted, worth)
        hits = len(pair(gold, predicted, lambda g, p: float(match(g, p) and is_right(g, p))))
        found, right = (len(pairs), len(pairs)), (hits, hits)
        for i, j in pairs:
            for name, same in zip(FIELDS[kind], fields_alike(kind, gold[i], predicted[j]), strict=True):
                counts = tally.fields.setdefault(name, [0, 0])
                counts[0] += same
                counts[1] += 1
    for side, size in enumerate((len(gold), len(predicted))):
        tally.total[side] += size
        tally.found[side] += found[side]
        tally.right[side] += right[side]


def score(gold: Iterable[Record], predicted: Iterable[Record]) -> dict[str, float]:
    """`visits.found`, `visits.right` … `found`, `right` (their means), `fields`, `sectors`, `left_empty`.

    Joined by `id`; an article without a prediction counts as one with no records.
    """
    said = {document["id"]: document for document in predicted}
    tallies = {kind: Tally() for kind in KINDS}
    sectors, empty = [0, 0, 0], []
    for document in gold:
        other = said.get(document["id"], {})
        for kind in KINDS:
            count(kind, document[kind], other.get(kind) or [], tallies[kind])
        told, heard = set(document["sectors"]), set(other.get("sectors") or ())
        sectors = [sectors[0] + len(told & heard), sectors[1] + len(told), sectors[2] + len(heard)]
        if not document["relevant"]:
            empty.append(not any(other.get(kind) for kind in KINDS))
    table: dict[str, float] = {}
    for name in ("found", "right"):
        for kind, t in tallies.items():
            hits = getattr(t, name)
            value = f1(hits[0], t.total[0], hits[1], t.total[1])
            if value is not None:
                table[f"{kind}.{name}"] = value
        table[name] = fmean([v for k, v in table.items() if k.endswith(f".{name}")] or [0.0])
    shares = [same / of for t in tallies.values() for same, of in t.fields.values()]
    table["fields"] = fmean(shares) if shares else 0.0
    table["sectors"] = f1(sectors[0], sectors[1], sectors[0], sectors[2]) or 0.0
    if empty:
        table["left_empty"] = fmean(empty)
    return table
