"""Numerals: digits, number words, scale words, collectives and fractions, with the value they stand for.

Positions are code points of the text given. Values are in base units. The words are in
`data/packs/fr/amounts.toml`; number words are read by text2num.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from text_to_num import text2num

from verbale.data import derived, toml
from verbale.detect.amount_words import PACK, currency_pattern, currency_words, either, pattern

_THOUSANDS = re.compile(r"\d{1,3}(?:[ .]\d{3})+(?:,\d+)?|\d{4,}(?: 000)+|\d{1,3}(?:,\d{3}){2,}")
_DIGITS = (
    r"\d{1,3}(?:[ .]\d{3})+(?!\d)(?:,\d+)?|\d{4,}(?: 000)+(?!\d)|\d{1,3}(?:,\d{3}){2,}(?!\d)|\d+(?:[.,]\d+)?"
)
_REPEATED = re.compile(rf" ?\( ?({_DIGITS})(?: ([^\W\d_]+))? ?\)")
_ADDRESS = re.compile(r"(?:https?://|www\.|\bt\.co ?/)\S+|\S+@\S+")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as printed. `scale` is its last scale (1 without one); `grouped` is said of digits written
    in groups of three; `rough` of dozens, hundreds and the like; `share` of a fraction, in percent."""

    start: int
    end: int
    value: float
    scale: float = 1.0
    grouped: bool = False
    rough: bool = False
    share: bool = False
    worded: bool = False
    needs_of: bool = False  # the noun follows behind "of" (a million of …)


@dataclass(frozen=True, slots=True)
class _Patterns:
    atom: re.Pattern[str]
    scale: re.Pattern[str]
    joined_scale: re.Pattern[str]
    short: re.Pattern[str]
    blank: re.Pattern[str]
    half: re.Pattern[str]
    scales: dict[str, float]
    shorts: dict[str, float]
    fractions: dict[str, float]
    collectives: frozenset[str]
    part_of: re.Pattern[str]
    not_part: re.Pattern[str]
    ordinal_like: re.Pattern[str]


@derived
def _patterns() -> _Patterns:
    pack: dict[str, Any] = toml(PACK)
    numbers, words = pack["numbers"], pack["collective_words"]
    collectives = pack["collectives"]
    scales = {**pack["scales"], **collectives}
    every = either(scales)
    article = either(numbers["articles"])
    word = either(numbers["units"] + numbers["tens"] + numbers["hundreds"])
    first = either(set(numbers["units"] + numbers["tens"] + numbers["hundreds"]) - set(numbers["articles"]))
    adjective = either(words["adjectives"])
    demi = pattern(numbers["demi"])
    coins = set(pack["currency"]["cents"]["units"]) - set(numbers["hundreds"])
    weights = set(pack["currency"]["shared"]["pound"]["words"])
    money = either(coins | {w for w in currency_words() if w.isalpha() and len(w) > 2} - weights)
    coming = rf"(?= (?:{adjective} )?(?:{demi})?(?:{every}|{money})(?!\w))"
    run = rf"(?:{first}|{article}{coming})(?:(?: {numbers['and']} |-{numbers['and']}-|-| ){word})*(?!\w|-\w)"
    of = pattern(pack["nouns"]["of"])
    definite = rf"(?:{either(words['definite'])})(?= (?:{adjective} )?{either(collectives)} (?:{of}))"
    start = r"(?<![\w/\u00b0+#&=%])(?<![^\W\d_]-)(?<!\d[.,:])"
    fractions = {pattern(k): float(v) for k, v in pack["fractions"].items()}
    return _Patterns(
        atom=re.compile(
            rf"{start}(?:(?P<share>{either(fractions)})(?!\w)|(?P<digits>{_DIGITS})|"
            rf"(?P<definite>{definite})|(?P<words>{run}))"
        ),
        scale=re.compile(rf"(?: |-)?(?:(?<=[ ]){adjective} )?(?P<demi>{demi})?(?P<scale>{every})(?!\w)"),
        joined_scale=re.compile(rf" (?:{of})(?P<scale>{either(pack['scales'])})(?!\w)"),
        short=re.compile(
            rf" ?(?P<scale>{either(pack['scales_short'])})(?= ?(?:{of})?(?i:{currency_pattern()}))"
        ),
        blank=re.compile(rf" ({re.escape(numbers['and'])} )?"),
        half=re.compile(pattern(numbers["half"])),
        scales={k: float(v) for k, v in scales.items()},
        shorts={k: float(v) for k, v in pack["scales_short"].items()},
        fractions=fractions,
        collectives=frozenset(collectives),
        part_of=re.compile(pattern(pack["fraction_rules"]["of"])),
        not_part=re.compile(pattern(pack["fraction_rules"]["never_before"])),
        ordinal_like=re.compile(pattern(pack["fraction_rules"]["needs_of"])),
    )


def digits_value(printed: str) -> float:
    """The value of printed digits: blanks, stops and repeated commas group thousands, a comma is decimal."""
    if _THOUSANDS.fullmatch(printed):
        if printed.count(",") > 1:
            return float(printed.replace(",", ""))
        return float(printed.replace(" ", "").replace(".", "").replace(",", "."))
    return float(printed.replace(",", "."))


def words_value(printed: str) -> tuple[float, int] | None:
    """The value of number words and how many characters of them were read; None where they are none."""
    spaced = printed.replace("-", " ")
    end = len(spaced)
    while end > 0:
        try:
            return float(text2num(spaced[:end], "fr")), end
        except ValueError:
            end = spaced.rfind(" ", 0, end)
    return None


def addresses(low: str) -> list[tuple[int, int]]:
    """Spans of web and mail addresses, whose digits count nothing."""
    if "//" not in low and "www." not in low and "@" not in low and "t.co" not in low:
        return []
    return [m.span() for m in _ADDRESS.finditer(low)]


def find_numerals(text: str, low: str) -> Iterator[Numeral]:
    """All numerals of a straightened text, in order; `low` is the text in lower case."""
    grammar = _patterns()
    masked = addresses(low)
    position = 0
    while found := grammar.atom.search(low, position):
        position = found.end()
        inside = next((end for start, end in masked if start <= found.start() < end), None)
        if inside is not None:
            position = inside
            continue
        numeral = _read(text, low, found, grammar)
        if numeral is not None:
            position = max(position, numeral.end)
            yield numeral


def _read(text: str, low: str, found: re.Match[str], grammar: _Patterns) -> Numeral | None:
    start, end = found.span()
    if found["share"]:
        return _read_share(low, found, grammar)
    if found["definite"]:
        return _scaled(text, low, Numeral(start, end, 1.0, worded=True), grammar)
    if found["digits"]:
        printed = found["digits"]
        grouped = bool(_THOUSANDS.fullmatch(printed))
        return _scaled(text, low, Numeral(start, end, digits_value(printed), grouped=grouped), grammar)
    read = words_value(found["words"])
    if read is None:
        return None
    return _scaled(text, low, Numeral(start, start + read[1], read[0], worded=True), grammar)


def _read_share(low: str, found: re.Match[str], grammar: _Patterns) -> Numeral | None:
    end = found.end()
    if grammar.not_part.match(low[end : end + 20]):
        return None
    if grammar.ordinal_like.search(found["share"]) and not grammar.part_of.match(low[end : end + 5]):
        return None
    return Numeral(found.start(), end, grammar.fractions[found["share"]], share=True, worded=True)


def _scaled(text: str, low: str, first: Numeral, grammar: _Patterns) -> Numeral | None:
    """The numeral with the scale words, further parts and repetitions in figures that follow it."""
    value, end, scale, rough, of = first.value, first.end, 1.0, False, False
    if again := _repeated(low, end, value, grammar):
        end = again
    step = grammar.scale.match(low, end)
    while step:
        factor = grammar.scales[step["scale"]]
        value *= factor * (0.5 if "demi" in step.groupdict() and step["demi"] else 1.0)
        scale, end = max(scale, factor), step.end()
        rough = rough or step["scale"] in grammar.collectives
        of = True
        step = grammar.joined_scale.match(low, end)
    if of:
        value, end = _further(low, value, scale, end, grammar)
    elif abbreviated := grammar.short.match(text, end):
        scale = grammar.shorts[abbreviated["scale"]]
        value, end = value * scale, abbreviated.end()
    if again := _repeated(low, end, value, grammar):
        end = again
    grouped = first.grouped or (first.worded and value >= 1000)
    return Numeral(first.start, end, _tidy(value), scale, grouped, rough, False, first.worded, of)


def _repeated(low: str, end: int, value: float, grammar: _Patterns) -> int | None:
    """Where figures in brackets end that repeat the number: fourteen (14), a million (1 million)."""
    found = _REPEATED.match(low, end)
    if found is None or (found[2] and found[2] not in grammar.scales):
        return None
    again = digits_value(found[1]) * grammar.scales.get(found[2] or "", 1.0)
    return found.end() if abs(again - value) <= 1e-6 * max(1.0, value) else None


def _further(low: str, value: float, scale: float, end: int, grammar: _Patterns) -> tuple[float, int]:
    """What is added to a scaled number: a half, or a smaller number (1 million 600 000)."""
    if half := grammar.half.match(low, end):
        return value + scale / 2, half.end()
    if scale < 1000:
        return value, end
    blank = grammar.blank.match(low, end)
    if blank is None:
        return value, end
    more = grammar.atom.match(low, blank.end())
    if more is None or more["share"] or more["definite"]:
        return value, end
    if more["digits"]:
        part, stop = digits_value(more["digits"]), more.end()
    else:
        read = words_value(more["words"])
        if read is None:
            return value, end
        part, stop = read[0], more.start() + read[1]
    step = grammar.scale.match(low, stop)
    if step and step["scale"] not in grammar.collectives:
        part, stop = part * grammar.scales[step["scale"]], step.end()
    elif part < 1000 or blank[1]:
        return value, end
    return (value + part, stop) if part < scale else (value, end)


def _tidy(value: float) -> float:
    """Without the noise of binary fractions: 17.3 times 10**9 is 17300000000."""
    return float(f"{value:.15g}")
