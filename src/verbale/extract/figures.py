"""Figures: which quantities of an article are stated as fact, and of what, whom and when (codebook 4)."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace

from verbale.extract.figure_countries import Named, survey
from verbale.extract.figure_measures import fall_of, is_target, kind_of, measure_of
from verbale.extract.figure_order import ordered
from verbale.extract.figure_periods import follows, is_same_again, period_of
from verbale.extract.figure_place import Place, chain_of
from verbale.extract.figure_speakers import Source, Tellers
from verbale.records import Amount, Analysis, Figure, Proof, Sentence, Span

_LEAST = 10  # smaller counts are no figures; money and percentages always are
_HEADLINE = 70  # code points: shorter sentences are headlines more often than not
_SAME = 0.005  # as the codebook matches values
_EQUAL_SUM = re.compile(r"^\s*(?:\(|,?\s*soit\b|,?\s*ou\b|/|,)[^\d]{0,30}$")
# How sure a figure, or a field of it, is: the share that was right on the development articles.
CONFIDENCE = {
    "money": 0.97, "noun": 0.95, "percent": 0.9, "number": 0.97, "measure": 0.95,
    "country": 0.9, "document": 0.8, "period": 0.9,
}  # fmt: skip


def find_figures(analysis: Analysis) -> tuple[Figure, ...]:
    """All figures of an article, in order; one a quantity, however often it is told. `id` is left to the
    caller."""
    low, places = places_of(analysis)
    if not places:
        return ()
    geography, tellers = survey(analysis, low), Tellers(analysis)
    figures: list[Figure] = []
    sets: list[frozenset[str]] = []
    for k, place in enumerate(places):
        chain, chained = chain_of(places, k, sets)
        named = ordered(replace(place, chain=chain, chained=chained), geography)
        sets.append(frozenset(n.code for n in named))
        period = period_of(analysis, low, place.amount, place.sentence, place.others)
        period = period or _period_before(low, figures, places, k)
        figure = _figure(place, named, period, tellers.of(place.amount))
        growth = place.measured.measure == "growth"
        figures.append(_fallen(figure, fall_of(low, place.amount, place.sentence) if growth else None))
    return tuple(figures)


def places_of(analysis: Analysis) -> tuple[str, list[Place]]:
    """The text in lower case and its figures' quantities, each with what stands around it."""
    low = _lower(analysis.plain)
    counted = _candidates(analysis, low)
    places: list[Place] = []
    for amount, sentence in counted:
        span = Span(sentence.start, sentence.end)
        others = [a for a, s in counted if s == sentence and a is not amount]
        previous = _previous(analysis, sentence)
        measured = measure_of(low, amount, span, others, previous)
        places.append(Place(low, amount, measured, span, others, previous, analysis.article.body_start))
    return low, places


def _candidates(analysis: Analysis, low: str) -> list[tuple[Amount, Sentence]]:
    """The quantities that are figures, each with its sentence."""
    kept: list[tuple[Amount, Sentence]] = []
    equal: list[Amount] = []
    last: Amount | None = None
    for amount in analysis.amounts:
        sentence = _sentence_of(analysis, amount)
        if last is not None and _is_equal_sum(analysis.plain, last, amount):
            equal.append(amount)
            continue
        last = amount
        if sentence is None or not _is_counted(amount) or _in_furniture(analysis, amount):
            continue
        if is_target(low, amount, Span(sentence.start, sentence.end)):
            continue
        kept.append((amount, sentence))
    kept = [(a, s) for a, s in kept if not any(_same(a, e) for e in equal)]
    return _once(kept)


def _sentence_of(analysis: Analysis, amount: Amount) -> Sentence | None:
    index = bisect_right(analysis.sentences, amount.number.start, key=lambda s: s.start) - 1
    if index < 0 or analysis.sentences[index].end < amount.number.end:
        return None
    return analysis.sentences[index]


def _previous(analysis: Analysis, sentence: Sentence) -> Span | None:
    """The sentence before, in the same paragraph."""
    index = analysis.sentences.index(sentence) - 1
    if index < 0 or analysis.sentences[index].paragraph != sentence.paragraph:
        return None
    return Span(analysis.sentences[index].start, analysis.sentences[index].end)


def _is_counted(amount: Amount) -> bool:
    return kind_of(amount) != "noun" or amount.value >= _LEAST


def _in_furniture(analysis: Analysis, amount: Amount) -> bool:
    return any(f.start <= amount.start < f.end for f in analysis.furniture)


def _is_equal_sum(plain: str, first: Amount, second: Amount) -> bool:
    """One sum in two currencies: the second stands in brackets or behind "that is"."""
    if kind_of(first) != "money" or kind_of(second) != "money" or first.unit == second.unit:
        return False
    return bool(first.unit and second.unit and _EQUAL_SUM.match(plain[first.end : second.start]))


def _same(first: Amount, second: Amount) -> bool:
    close = abs(first.value - second.value) <= _SAME * max(abs(first.value), abs(second.value))
    return close and first.unit == second.unit and first.high == second.high


def _once(counted: list[tuple[Amount, Sentence]]) -> list[tuple[Amount, Sentence]]:
    """A quantity told again is one; a sentence of the body goes before a headline."""
    kept: list[tuple[Amount, Sentence]] = []
    for amount, sentence in counted:
        twin = next((i for i, (a, s) in enumerate(kept) if _same(a, amount) and s != sentence), None)
        if twin is None:
            kept.append((amount, sentence))
        elif kept[twin][1].is_title or kept[twin][1].end - kept[twin][1].start < _HEADLINE:
            kept[twin] = amount, sentence
    return sorted(kept, key=lambda pair: pair[0].start)


def _figure(
    place: Place, named: list[Named], period: tuple[str, Proof] | None, source: Source | None
) -> Figure:
    amount, measured, sentence = place.amount, place.measured, place.sentence
    whole = Span(amount.start, amount.end)
    number = Proof((amount.number,), None, "number", CONFIDENCE["number"])
    proofs = {"value": number, "bound": Proof((whole,), None, "bound", CONFIDENCE["number"])}
    if amount.high is not None:
        proofs["high"] = number
    if amount.unit:
        proofs["unit"] = Proof((amount.noun or amount.number,), None, "unit", CONFIDENCE["number"])
    if measured.words:
        proofs["measure"] = Proof((measured.words,), None, "measure", CONFIDENCE["measure"])
    else:
        proofs["measure"] = Proof((whole,), "frame", "unit", CONFIDENCE["measure"])
    for index, name in enumerate(named):
        inside = sentence.start <= name.start < sentence.end
        how, confidence = (name.how, "country") if inside else ("document", "document")
        proofs[f"countries.{index}"] = Proof(
            (Span(name.start, name.end),), how, name.kind, CONFIDENCE[confidence]
        )
    if period:
        proofs["period"] = replace(period[1], confidence=CONFIDENCE["period"])
    if source:
        proofs["speaker"] = source.proof
    return Figure(
        value=amount.value,
        high=amount.high,
        unit=amount.unit,
        bound=amount.bound,
        measure=measured.measure,
        countries=tuple(n.code for n in named),
        period=period[0] if period else None,
        speaker=source.name if source else None,
        participants=(source.participant,) if source else (),
        anchor=whole,
        rule=f"figure/{kind_of(amount)}",
        confidence=CONFIDENCE[kind_of(amount)],
        proofs=proofs,
    )


def _fallen(figure: Figure, fall: Span | None) -> Figure:
    """The figure with a negative value, proved by the words of the fall too."""
    if fall is None or figure.value <= 0:
        return figure
    proof = figure.proofs["value"]
    value = Proof((*proof.spans, fall), None, "fall", proof.confidence)
    high = None if figure.high is None else -figure.high
    return replace(figure, value=-figure.value, high=high, proofs={**figure.proofs, "value": value})


def _period_before(low: str, figures: list[Figure], places: list[Place], k: int) -> tuple[str, Proof] | None:
    """A quantity that shares its noun with an earlier one, or only says more of it, holds when that did;
    so does one told of "the same period"."""
    if k == 0:
        return None
    last, amount, sentence = figures[k - 1], places[k].amount, places[k].sentence
    joined = places[k - 1].sentence == sentence and follows(low, places[k - 1].amount, amount)
    if joined or is_same_again(low, amount, sentence):
        return (last.period, last.proofs["period"]) if last.period else None
    if amount.noun is None or amount.noun.end > amount.number.start:
        return None
    for figure in reversed(figures):
        if figure.anchor.start < sentence.start:
            return None
        if figure.anchor.start <= amount.noun.start < figure.anchor.end and figure.period:
            return figure.period, figure.proofs["period"]
    return None


def _lower(text: str) -> str:
    """Lower case without any change of length."""
    lowered = text.lower()
    return (
        lowered
        if len(lowered) == len(text)
        else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    )
