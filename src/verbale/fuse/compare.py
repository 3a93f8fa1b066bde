"""Whether two reports of a kind tell one act: tests that speak, each with its weight, or a veto (None)."""

from __future__ import annotations

from collections.abc import Callable
from difflib import SequenceMatcher

from verbale.fuse import weights
from verbale.fuse.items import Item, Parts
from verbale.names import same_parts

Tests = list[str]
PLANNED = frozenset({"planned", "cancelled"})


def _length(days: tuple[int | None, int | None]) -> int:
    return 10**6 if days[0] is None or days[1] is None else days[1] - days[0] + 1


def _gap(a: Item, b: Item) -> int:
    """Days between the two; 0 where they may share one."""
    (a0, a1), (b0, b1) = a.days, b.days
    if a1 is not None and b0 is not None and a1 < b0:
        return b0 - a1
    if b1 is not None and a0 is not None and b1 < a0:
        return a0 - b1
    return 0


def _dates(a: Item, b: Item, apart: int) -> str | None:
    """The test that the two dates pass; None: they are of two acts."""
    if a.dated and b.dated:
        gap = _gap(a, b)
        if gap > apart:
            return None
        if gap:
            return "days apart" if a.kind == "visits" else "a day apart"
        if a.days[0] == b.days[0] and _length(a.days) < 28 and _length(b.days) < 28:
            return "same day"
        coarse = max(_length(a.days), _length(b.days))
        if coarse < 28:
            return "days overlap"
        return "overlap within a month" if coarse < 32 else "overlap within a year"
    if not (a.window[0] <= b.window[1] and b.window[0] <= a.window[1]):
        return None
    if not a.dated and not b.dated:
        if a.published is None or b.published is None:
            return None
        between = abs(a.published - b.published)
        if between > weights.LATER:
            return None
        return f"both undated, published {'near' if between <= weights.NEAR else 'later'}"
    dated, undated = (a, b) if a.dated else (b, a)
    if undated.published is None:
        return None
    first = dated.days[0] if dated.days[0] is not None else dated.days[1]
    last = dated.days[1] if dated.days[1] is not None else dated.days[0]
    if first is None or last is None:
        return None
    away = max(first - undated.published, undated.published - last, 0)
    return f"undated, published {'near' if away <= weights.NEAR else 'later'}"


def _places(a: Item, b: Item) -> Tests:
    pa, pb = a.folded["place"], b.folded["place"]
    if not pa or not pb:
        return []
    return ["same place" if pa == pb or pa in pb or pb in pa else "other place"]


def _called_off(a: Item, b: Item) -> Tests:
    off = (a.fields.get("status") == "cancelled") + (b.fields.get("status") == "cancelled")
    return ["called off in one only"] if off == 1 else []


def _travellers(a: Item, b: Item) -> str | None:
    if a.people and b.people:
        (pa,), (pb,) = a.people, b.people
        if not same_parts(pa, pb):
            return None
        return "same surname" if min(len(pa), len(pb)) == 1 and pa != pb else "same traveller"
    office = a.fields.get("office")
    if office != b.fields.get("office"):
        return None
    if not a.people and not b.people:
        if a.folded["traveller"] == b.folded["traveller"] or office in weights.UNIQUE_OFFICES:
            return "same description"
        return None
    if office in weights.UNIQUE_OFFICES:
        return "same unique office, one unnamed"
    return "same office, one unnamed"


def visits(a: Item, b: Item) -> Tests | None:
    if a.folded["to"] != b.folded["to"]:
        return None
    fa, fb = a.folded["from"], b.folded["from"]
    if fa and fb and fa != fb:
        return None
    traveller, dates = _travellers(a, b), _dates(a, b, weights.VISIT_APART)
    if traveller is None or dates is None:
        return None
    sender = "same sender" if fa and fb else "one sender unknown"
    return [sender, traveller, dates, *_places(a, b), *_called_off(a, b)]


def _shared(a: Item, b: Item) -> list[tuple[Parts, Parts]]:
    return [(pa, pb) for pa in a.people for pb in b.people if same_parts(pa, pb)]


def _people(a: Item, b: Item) -> str | None:
    """How the named people agree; "" where one names nobody; None: other people met."""
    if not a.people or not b.people:
        return ""
    shared = _shared(a, b)
    if not shared:
        return None
    both = {a.sides.get(pa) or b.sides.get(pb) or "" for pa, pb in shared}
    for side in a.codes & b.codes - both:
        if side in a.sides.values() and side in b.sides.values():
            return None  # this side is someone else in each
    mine = {pa for pa, _ in shared}
    yours = {pb for _, pb in shared}
    if len(mine) >= 2 or mine == set(a.people) == yours:
        return "same people on every side" if len(both) >= 2 or len(mine) >= 2 else "someone in common"
    left_a, left_b = set(a.people) - mine, set(b.people) - yours
    if left_a and left_b and not (left_a <= set(a.sides) and left_b <= set(b.sides)):
        return None  # one in common, others on both: not known to stand for the same sides
    return "someone in common"


def _sides(a: Item, b: Item) -> str | None:
    shared = a.codes & b.codes
    if len(shared) < 2:
        return None
    if a.codes == b.codes:
        return "same sides"
    return "sides of one among the other's" if shared in (a.codes, b.codes) else "two sides in common"


_REMOTE = frozenset({"call", "video"})


def _forms(a: Item, b: Item) -> Tests | None:
    fa, fb = a.fields.get("form"), b.fields.get("form")
    if fa == fb:
        return ["same form"]
    if (fa in _REMOTE) != (fb in _REMOTE):
        return None
    return ["summit in one only"] if "summit" in (fa, fb) else []


def meetings(a: Item, b: Item) -> Tests | None:
    sides, dates = _sides(a, b), _dates(a, b, 1)
    if sides is None or dates is None:
        return None
    people, forms = _people(a, b), _forms(a, b)
    if people is None or forms is None:
        return None
    ca, cb = a.folded["country"], b.folded["country"]
    if ca and cb and ca != cb:
        return None
    tests = [sides, dates, *forms, *_places(a, b), *_called_off(a, b)]
    tests += [people] if people else []
    tests += ["same country"] if ca and ca == cb else []
    if set(a.fields.get("topics") or ()) & set(b.fields.get("topics") or ()):
        tests.append("topic in common")
    return tests


def _labels(a: Item, b: Item) -> str:
    shared, total = len(a.label & b.label), len(a.label | b.label)
    part = shared / total if total else 0.0
    if part >= weights.SAME_LABEL:
        return "same label"
    if part >= weights.COMMON_LABEL:
        return "label words in common"
    return "few label words in common" if part >= weights.FEW_LABEL else "no label word in common"


def _sums(a: Item, b: Item) -> Tests | None:
    if a.sums and b.sums:
        return ["same sum"] if a.sums & b.sums else None
    return []


def agreements(a: Item, b: Item) -> Tests | None:
    if not a.codes & b.codes or (len(a.codes & b.codes) < 2 and a.codes != b.codes):
        return None
    sums, dates = _sums(a, b), _dates(a, b, 1)
    if sums is None or dates is None:
        return None
    sa, sb = a.fields.get("status"), b.fields.get("status")
    if (sa == "ended") != (sb == "ended"):
        return None  # the end of an agreement is an act of its own
    tests = ["same parties" if a.codes == b.codes else "parties of one among the other's"]
    tests += [_labels(a, b), dates, *sums]
    same = a.fields.get("instrument") == b.fields.get("instrument")
    tests.append("same instrument" if same else "other instrument")
    xa, xb = set(a.fields.get("sectors") or ()), set(b.fields.get("sectors") or ())
    if xa and xb:
        tests.append("same sectors" if len(xa & xb) * 2 >= len(xa | xb) else "other sectors")
    return tests + (["same status"] if sa == sb else [])


def commitments(a: Item, b: Item) -> Tests | None:
    if a.folded["by"] != b.folded["by"] and not _shared(a, b):
        return None
    if a.codes and b.codes and not a.codes & b.codes:
        return None
    sums, label = _sums(a, b), _labels(a, b)
    dates = _dates(a, b, 0) if a.dated and b.dated else _told(a, b)
    if sums is None or dates is None or label not in ("same label", "label words in common"):
        return None
    tests = ["same maker", label, dates, *sums]
    tests += ["same beneficiary"] if a.codes & b.codes else []
    return tests + (["same kind"] if a.fields.get("kind") == b.fields.get("kind") else [])


def _told(a: Item, b: Item) -> str | None:
    """How near in time the two were told; None: too far, or not known."""
    if a.published is None or b.published is None:
        return None
    if abs(a.published - b.published) > weights.TOLD_APART[a.kind]:
        return None
    near = abs(a.published - b.published) <= weights.NEAR
    return f"both undated, published {'near' if near else 'later'}"


_FIGURE = ("value", "high", "unit", "measure", "period")


def figures(a: Item, b: Item) -> Tests | None:
    if any(a.fields.get(f) != b.fields.get(f) for f in _FIGURE) or a.codes != b.codes:
        return None
    if a.fields.get("period") is None and _told(a, b) is None:
        return None
    return ["same value, unit, measure, countries and period"]


def quotes(a: Item, b: Item) -> Tests | None:
    if a.people and b.people and not _shared(a, b):
        return None
    text, other = a.folded["text"], b.folded["text"]
    short = min(text.count(" "), other.count(" ")) + 1
    if _told(a, b) is None and (short < weights.SHORT_QUOTE or (a.published and b.published)):
        return None
    if text == other and text:
        return ["same words"]
    if short < weights.SHORT_QUOTE or not a.people or not b.people:
        return None
    if len(a.label & b.label) < min(len(a.label), len(b.label)) * weights.SAME_QUOTE:
        return None
    match = SequenceMatcher(None, text.split(), other.split(), autojunk=False)
    shared = sum(m.size for m in match.get_matching_blocks())
    return ["same words"] if shared >= short * weights.SAME_QUOTE else None


COMPARE: dict[str, Callable[[Item, Item], Tests | None]] = {
    "visits": visits,
    "meetings": meetings,
    "agreements": agreements,
    "figures": figures,
    "quotes": quotes,
    "commitments": commitments,
}


def same_in_text(a: Item, b: Item) -> bool:
    """Whether two reports of one article are a double: one article tells one act once, so only what
    agrees in every field that says which act it is may be joined."""
    if a.kind == "visits":
        keys: tuple[str, ...] = ("traveller", "from", "to", "start")
    elif a.kind == "meetings":
        keys = ("people", "sides", "date", "form")
    else:
        return False
    told = all(a.fields.get(k) for k in keys)
    return told and all(_flat(a.fields[k]) == _flat(b.fields.get(k)) for k in keys)


def _flat(value: object) -> object:
    return sorted(map(str, value)) if isinstance(value, list | tuple) else value
