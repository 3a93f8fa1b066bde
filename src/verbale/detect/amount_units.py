"""What a numeral counts: percent, a currency, or the noun behind it; and what makes it no quantity at all."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from verbale.data import derived, table, toml
from verbale.detect.amount_numerals import Numeral, words_value
from verbale.detect.amount_words import PACK, currency_pattern, currency_words, either, pattern
from verbale.records import Span
from verbale.text import fold

UNITS = "packs/fr/units.toml"
_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 6
_MANY = 1e6  # from here on the noun may follow behind "of", also after plain digits
_REACH = 70  # code points behind a number in which its noun phrase is looked for


class Unit(NamedTuple):
    """`kind`: money | percent | noun | other (an unlisted noun) | bare. `code` as in Amount.unit."""

    kind: str
    code: str | None
    span: Span | None
    end: int
    extra: float = 0.0  # cents, in whole units of the currency
    start: int | None = None  # where a currency printed before the number begins


@dataclass(frozen=True, slots=True)
class _Units:
    percent: re.Pattern[str]
    currency: re.Pattern[str]
    before: re.Pattern[str]
    cents: re.Pattern[str]
    joined: re.Pattern[str]
    decimals: re.Pattern[str]
    gap: re.Pattern[str]
    gap_of: re.Pattern[str]
    adjectives: re.Pattern[str]
    no_before: re.Pattern[str]
    no_after: re.Pattern[str]
    date_after: re.Pattern[str]
    year_before: re.Pattern[str]
    year_weak: re.Pattern[str]
    idioms: re.Pattern[str]
    nouns: dict[str, str]
    demonyms: frozenset[str]
    stop: frozenset[str]
    never: frozenset[str]
    weight_of: re.Pattern[str]
    plural: re.Pattern[str]
    participle: re.Pattern[str]
    number_of: re.Pattern[str]
    number_of_before: re.Pattern[str]


def _any(patterns: list[str], end: str = "") -> re.Pattern[str]:
    months = either(toml(PACK)["exclude"]["months"])
    return re.compile(pattern("(?:" + "|".join(patterns).replace("{months}", months) + ")" + end))


@derived
def _units() -> _Units:
    pack = toml(PACK)
    currency, exclude, nouns = pack["currency"], pack["exclude"], pack["nouns"]
    money, of = currency_pattern(), pattern(nouns["of"])
    prefixes = either(w for w in currency_words() if not w.isalpha() or w.upper() == currency["names"].get(w))
    return _Units(
        percent=_any(pack["percent"]["patterns"]),
        currency=re.compile(rf" ?(?:{of})?({money})"),
        before=re.compile(rf"(?<!\w)({prefixes}) ?$"),
        cents=re.compile(rf" ({either(currency['cents']['units'])})(?!\w)"),
        joined=re.compile(pattern(currency["cents"]["joined"])),
        decimals=re.compile(pattern(currency["cents"]["decimals"])),
        gap=re.compile(r" | ?(?=[^\W\d_])"),
        gap_of=re.compile(rf" (?:{of})?"),
        adjectives=re.compile(rf"(?:{either(fold(w) for w in nouns['adjectives'])} )+"),
        no_before=_any(exclude["before"], " ?$"),
        no_after=_any(exclude["after"]),
        date_after=_any([exclude["date_after"]]),
        year_before=_any(exclude["year_before"], " ?$"),
        year_weak=_any(exclude["year_weak"], " ?$"),
        idioms=_any(exclude["idioms"]),
        nouns={
            spelt: unit
            for unit, forms in toml(UNITS)["nouns"].items()
            for form in forms
            for spelt in (fold(pattern(form)), fold(pattern(form)).replace("oe", "\u0153"))
        },
        demonyms=frozenset(fold(row["form"]) for row in table("world/demonyms.csv") if row["number"] in "pi"),
        stop=frozenset(fold(w) for w in nouns["stop"]),
        never=frozenset(fold(w) for w in exclude["nouns"]),
        weight_of=re.compile(pattern(currency["shared"]["pound"]["weight_of"])),
        plural=re.compile(nouns["plural_end"]),
        participle=re.compile(nouns["participle"]),
        number_of=re.compile(pattern(nouns["number_of"])),
        number_of_before=re.compile(pattern(nouns["number_of_before"])),
    )


def read_unit(text: str, low: str, numeral: Numeral, near: tuple[str, ...]) -> Unit | None:
    """The unit of a numeral in straightened text (`low`: in lower case); None where nothing is counted."""
    units = _units()
    start, end = numeral.start, numeral.end
    if numeral.share:
        return Unit("percent", "%", None, end)
    if percent := units.percent.match(low, end + (low[end : end + 1] == " ")):
        return Unit("percent", "%", Span(*percent.span()), percent.end())
    if money := _currency_after(text, low, numeral, near):
        return money
    if units.no_after.match(low[end : end + 12]) or units.date_after.match(low[end : end + 40]):
        return None
    if money := _currency_before(text, low, numeral, near):
        return money
    if units.no_before.search(low[max(0, start - 40) : start]) or units.idioms.match(low[start : start + 25]):
        return None
    noun = _noun(text, low, numeral)
    if _is_year(low, numeral, noun):
        return None
    if noun is not None and noun.kind == "bare":
        return _number_of(low, numeral) or noun
    return noun


def _number_of(low: str, numeral: Numeral) -> Unit | None:
    """The noun of "the number of": behind the numeral or before it."""
    units = _units()
    if behind := units.number_of.match(low, numeral.end):
        view = fold(low[behind.end() : behind.end() + _REACH])
        if found := _listed(view, behind.end(), 0, 1):
            return found
        word = _WORD.match(view)
        if word and word[0] in units.demonyms:
            end = behind.end() + word.end()
            return Unit("noun", toml(PACK)["nouns"]["demonym"], Span(behind.end(), end), end)
    floor = max(0, numeral.start - 2 * _REACH)
    before = units.number_of_before.search(low[floor : numeral.start])
    if before is None:
        return None
    found = _listed(fold(before["noun"]), floor + before.start("noun"), 0, 1)
    return found and found._replace(end=numeral.end)


def _is_year(low: str, numeral: Numeral, noun: Unit | None) -> bool:
    first, last = toml(PACK)["exclude"]["year_span"]
    printed = low[numeral.start : numeral.end]
    if not (printed.isdigit() and len(printed) == 4 and first <= numeral.value <= last):
        return False
    left = low[max(0, numeral.start - 20) : numeral.start]
    if noun is None or noun.kind == "bare" or _units().year_before.search(left):
        return True
    return noun.kind == "other" and bool(_units().year_weak.search(left))


def _currency_after(text: str, low: str, numeral: Numeral, near: tuple[str, ...]) -> Unit | None:
    units = _units()
    found = units.currency.match(low, numeral.end)
    if found is None:
        cents = units.cents.match(low, numeral.end)
        if cents is None or numeral.scale > 1:
            return None
        code = toml(PACK)["currency"]["cents"]["units"][cents[1]]
        return Unit("noun", code, Span(*cents.span(1)), cents.end())
    word, (start, end) = found[1], found.span(1)
    if word.isalpha() and _needs_capital(word) and not text[start].isupper():
        return None
    code = resolve(word, near)
    shared = toml(PACK)["currency"]["shared"].get(currency_words()[word], {})
    if shared.get("scaled") and numeral.scale < 1e6:
        if units.weight_of.match(low, end) is None:
            return Unit("noun", shared["unscaled"], Span(start, end), end)
        return Unit("noun", shared["weight"], Span(start, end), end)
    extra, stop = 0.0, end
    if numeral.scale == 1 and numeral.value == int(numeral.value):
        more = units.joined.match(low, end) or units.decimals.match(low, end)
        if more and (read := words_value(more[1]) if not more[1].isdigit() else (float(more[1]), 0)):
            extra, stop = read[0] / 100, more.end()
    return Unit("money", code, Span(start, end), stop, extra)


def _currency_before(text: str, low: str, numeral: Numeral, near: tuple[str, ...]) -> Unit | None:
    left = low[max(0, numeral.start - 6) : numeral.start]
    found = _units().before.search(left)
    if found is None:
        return None
    start = numeral.start - len(left) + found.start(1)
    end = numeral.start - len(left) + found.end(1)
    if found[1].isalpha() and not text[start:end].isupper():
        return None
    if start and (
        low[start - 1].isdigit() or (low[max(0, start - 2) : start - 1].isdigit() and low[start - 1] == " ")
    ):
        return None
    return Unit("money", resolve(found[1], near), Span(start, end), numeral.end, 0.0, start)


def _needs_capital(word: str) -> bool:
    return len(word) <= 2 or currency_words()[word] == word.upper()


def resolve(word: str, near: tuple[str, ...]) -> str | None:
    """The ISO 4217 code of a currency word. One that several states share is that of the first country in
    `near` that uses one of them, else the usual one, if there is any."""
    code = currency_words()[word]
    shared = toml(PACK)["currency"]["shared"].get(code)
    if shared is None:
        return code
    usual = {row["code"]: row["currency"] for row in table("world/countries.csv")}
    for country in near:
        if usual.get(country) in shared["codes"]:
            return usual[country]
    default: str | None = shared.get("default")
    return default


def _noun(text: str, low: str, numeral: Numeral) -> Unit | None:
    """The counted noun behind a numeral; kind `bare` where none follows, None where time or nothing does."""
    units = _units()
    bare = Unit("bare", None, None, numeral.end)
    gap = (units.gap_of if numeral.needs_of or numeral.value >= _MANY else units.gap).match(low, numeral.end)
    if gap is None:
        return bare
    start = gap.end()
    view = fold(low[start : start + _REACH])
    if start == numeral.end:
        return _attached(text, view, start)
    adjective = units.adjectives.match(view)
    skip = adjective.end() if adjective else 0
    for offset, least in ((0, 2), (skip, 1), (0, 1)):
        if found := _listed(view, start, offset, least):
            return found
    word = _WORD.match(view, skip)
    if word is None or word[0] in units.stop:
        return bare
    if word[0] in units.never:
        return None
    end = start + word.end()
    if word[0] in units.demonyms or (
        (compound := _WORD.match(view, word.end() + 1)) and _is_compound(view, word, compound)
    ):
        return Unit("noun", toml(PACK)["nouns"]["demonym"], Span(start, end), end)
    printed = text[start + skip : end]
    postal = printed[0].isupper() and numeral.value >= 1000 and not numeral.grouped
    if units.participle.search(printed):
        return bare
    if len(word[0]) > 2 and units.plural.search(word[0]) and not printed.isupper() and not postal:
        return Unit("other", low[start + skip : end], Span(start + skip, end), end)
    return bare


def _is_compound(view: str, first: re.Match[str], second: re.Match[str]) -> bool:
    return view[first.end()] == "-" and second[0] in _units().demonyms


def _attached(text: str, view: str, start: int) -> Unit | None:
    """A unit printed right behind the digits (100km); other letters there make no quantity (5G)."""
    word = _WORD.match(view)
    code = _units().nouns.get(word[0]) if word else None
    if word is None or code is None or (len(word[0]) == 1 and text[start].isupper()):
        return None
    return Unit("noun", code, Span(start, start + word.end()), start + word.end())


def _listed(view: str, start: int, offset: int, least: int) -> Unit | None:
    """The longest listed phrase of at least that many words at an offset of the view."""
    nouns = _units().nouns
    ends: list[int] = []
    position = offset
    while len(ends) < _MOST_WORDS and (word := _WORD.match(view, position)):
        ends.append(word.end())
        position = word.end() + 1
        if view[word.end() : position] not in (" ", "'", "-", "/"):
            break
    for end in reversed(ends[least - 1 :]):
        phrase = view[offset:end]
        code = nouns.get(phrase) or (nouns.get(phrase + "s") if end == ends[0] else None)
        if code:
            return Unit("noun", code, Span(start + offset, start + end), start + end)
    return None
