"""A country brief: what the record holds of one country, or of two, each sentence with its sources.

`make_brief` gathers it as plain data; `to_markdown` and `to_html` (briefpage) print it. Nothing here
knows the clock: the same database gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from verbale.records import FIELDS
from verbale.store import ArticleRow, Coverage, DecisionRow, EventRow, Witness
from verbale.surfaces import countries
from verbale.surfaces.evidence import Excerpt, Sources, spans_of
from verbale.surfaces.phrases import measured, quantity, sentence, when
from verbale.surfaces.wording import date, texts, value

SECTIONS = ("visits", "meetings", "agreements", "figures", "commitments", "quotes")

# Measures of which a country has one at a time, so that two values for one period contradict each other.
SINGLE = ("trade", "exports", "imports", "gdp", "debt", "population")
CLOSE = 0.01  # values nearer than one per cent say the same (rounding: "4 milliards" and "3,98 milliards")


class Record(Protocol):
    """What a brief needs of a database."""

    def events(
        self, kind: str, *, country: str, with_: str | None, min_confidence: float
    ) -> list[EventRow]: ...
    def article(self, id_: str) -> ArticleRow: ...
    def decisions(self) -> list[DecisionRow]: ...
    def coverage(self, *, country: str, with_: str | None) -> Coverage: ...


@dataclass(frozen=True, slots=True)
class Note:
    """One source: where and when it was printed, and the words. `said` is a person's decision instead."""

    number: int
    outlet: str | None = None
    published: str | None = None
    title: str | None = None
    url: str | None = None
    excerpts: tuple[Excerpt, ...] = ()
    said: str | None = None
    line: str = ""  # id of the first line that cites it


@dataclass(frozen=True, slots=True)
class Difference:
    """Values of one thing that do not agree, side by side, each with its notes."""

    label: str
    values: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, the day in front of it, its notes, and what its sources disagree on."""

    id: str
    when: str | None
    text: str
    notes: tuple[int, ...]
    remarks: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A kind of record under its heading."""

    kind: str
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Brief:
    """The whole brief. `coverage`: sentences on what it rests on; `built`: it quotes made-up articles."""

    lang: str
    title: str
    coverage: tuple[str, ...]
    built: bool
    sections: tuple[Section, ...]
    notes: tuple[Note, ...]


class _Notes:
    """Numbers sources in the order they are cited; the same words of the same article are one note."""

    def __init__(self, record: Record, lang: str) -> None:
        self.sources = Sources(record.article)
        self._decisions = {d.id: d for d in record.decisions()}
        self._lang = lang
        self._numbers: dict[Any, int] = {}
        self.notes: list[Note] = []

    def of(self, kind: str, witness: Witness, line: str) -> int:
        """The number of the note for what this witness says, written down if it is new."""
        note = self._note(kind, witness)
        key = replace(note, number=0)
        if key not in self._numbers:
            self._numbers[key] = len(self.notes) + 1
            self.notes.append(replace(note, number=len(self.notes) + 1, line=line))
        return self._numbers[key]

    def _note(self, kind: str, witness: Witness) -> Note:
        if witness.article is None:
            return Note(0, said=self._decided(witness.decision))
        excerpts = self.sources.excerpts(witness.article, spans_of(witness.fields, FIELDS[kind]))
        return Note(0, witness.outlet, witness.published, witness.title, witness.url, excerpts)

    def _decided(self, id_: str | None) -> str:
        said = texts(self._lang)["brief"]
        decision = self._decisions.get(id_ or "")
        if decision is None:
            return str(said["by_person"])
        day = date(decision.when[:10], self._lang)
        return str(said["said_by_person"].format(who=decision.who, when=day, why=decision.why))


def make_brief(
    record: Record, country: str, with_: str | None = None, *, lang: str = "fr", min_confidence: float = 0.0
) -> Brief:
    """The brief on a country (code), or on it and another, from a fused database."""
    said = texts(lang)
    notes = _Notes(record, lang)
    sections = []
    for kind in SECTIONS:
        rows = record.events(kind, country=country, with_=with_, min_confidence=min_confidence)
        groups = same_figures(rows) if kind == "figures" else [[row] for row in rows]
        lines = tuple(_line(kind, group, notes, lang) for group in groups)
        sections.append(Section(kind, said["section"][kind], lines))
    names = {"country": countries.name(country, lang), "with_": countries.name(with_ or "", lang)}
    cited = notes.sources.fetched()
    return Brief(
        lang,
        said["brief"]["pair" if with_ else "country"].format(**names),
        coverage_sentences(record.coverage(country=country, with_=with_), lang),
        any(said["brief"]["built_mark"] in row.text.lower() for row in cited),
        tuple(sections),
        tuple(notes.notes),
    )


def same_figures(rows: Sequence[EventRow]) -> list[list[EventRow]]:
    """Figures that measure the same thing of the same countries and period, together; the rest alone.

    A figure without a period stands beside others of its year of publication."""
    groups: dict[Any, list[EventRow]] = {}
    for row in rows:
        fields = row.fields
        sides = tuple(fields.get("countries") or ())
        if fields["measure"] not in SINGLE or not sides:
            groups[row.id] = [row]
            continue
        if fields["measure"] == "trade":
            sides = tuple(sorted(sides))
        printed = next((w.published for w in row.witnesses if w.published), None) or ""
        period = fields.get("period") or f"printed {printed[:4]}"
        groups.setdefault((fields["measure"], fields.get("unit"), sides, period), []).append(row)
    return list(groups.values())


def is_close(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """Whether two figures can both be true: about the same value, or one bounds the other."""
    low, high = sorted((a, b), key=lambda f: float(f["value"]))
    if abs(high["value"] - low["value"]) <= CLOSE * max(abs(high["value"]), abs(low["value"])):
        return True
    within = low.get("high") is not None and low["high"] >= high["value"]
    return bool(within or low.get("bound") == "over" or high.get("bound") == "under")


def _line(kind: str, rows: Sequence[EventRow], notes: _Notes, lang: str) -> Line:
    """The sentence of an event; of several figures of one thing, their values side by side."""
    first = rows[0]
    numbers = {row.id: _cited(kind, row, notes, first.id) for row in rows}
    all_notes = tuple(sorted({n for row in rows for n in numbers[row.id]}))
    agree = all(is_close(first.fields, row.fields) for row in rows[1:])
    text = sentence(kind, first.fields, lang)
    differences = [d for row in rows for d in _conflicts(kind, row, notes, lang)]
    if not agree:
        text = measured(first.fields, lang)
        values = tuple((quantity(row.fields, lang), numbers[row.id]) for row in rows)
        differences.insert(0, Difference(texts(lang)["brief"]["divergent"], values))
    day = when(kind, first.fields, lang)
    if kind == "quotes":
        day = date(next((w.published for w in first.witnesses if w.published), None), lang)
    return Line(first.id, day, text, all_notes, tuple(_remarks(kind, rows, lang)), tuple(differences))


def _cited(kind: str, row: EventRow, notes: _Notes, line: str) -> tuple[int, ...]:
    """The notes of an event's witnesses."""
    return tuple(dict.fromkeys(notes.of(kind, witness, line) for witness in row.witnesses))


def _conflicts(kind: str, row: EventRow, notes: _Notes, lang: str) -> Iterator[Difference]:
    """For each field on which witnesses differ, all values with the notes of those who give them."""
    said = texts(lang)
    kept = row.witnesses
    for field, others in row.conflicts.items():
        apart = {report for conflict in others for report in conflict.reports}
        given = [(row.fields.get(field), [w for w in kept if w.report not in apart and w.fields.get(field)])]
        given += [(c.value, [w for w in kept if w.report in c.reports]) for c in others]
        values = tuple(
            (value(kind, field, v, lang), tuple(dict.fromkeys(notes.of(kind, w, row.id) for w in witnesses)))
            for v, witnesses in given
        )
        colon = said["brief"]["colon"]
        label = said["field"].get(field, field)
        yield Difference(f"{said['brief']['divergent']}{colon} {label}", values)


def _remarks(kind: str, rows: Sequence[EventRow], lang: str) -> Iterator[str]:
    """How many articles, how sure, and what a person changed."""
    said = texts(lang)
    articles = {w.article for row in rows for w in row.witnesses if w.article}
    if articles:
        one = said["brief"]["witnesses_one"]
        yield one if len(articles) == 1 else said["brief"]["witnesses"].format(n=len(articles))
        sure = f"{max(row.confidence for row in rows):.2f}".replace(".", said["number"]["decimal"])
        yield said["brief"]["confidence"].format(value=sure)
    else:
        yield said["brief"]["by_person"]
    decided = [said["field"].get(f, f) for row in rows for f in row.decided]
    if decided:
        yield said["brief"]["corrected"].format(fields=", ".join(dict.fromkeys(decided)))


def coverage_sentences(coverage: Coverage, lang: str) -> tuple[str, ...]:
    """What the brief rests on: articles, outlets, period; undated articles; the outlets with most."""
    said = texts(lang)["brief"]
    named = {name: n for name, n in coverage.outlets.items() if name}
    outlets = said["one_outlet"] if len(named) == 1 else said["outlets"].format(n=len(named))
    first, last = coverage.first, coverage.last
    if not first or not last:
        period = said["no_period"]
    elif first == last:
        period = said["one_day"].format(first=date(first, lang))
    else:
        period = said["period"].format(first=date(first, lang), last=date(last, lang))
    count = coverage.articles
    articles = said["one_article"] if count == 1 else said["articles"].format(n=count)
    made = [
        said["rests"].format(
            articles=articles, outlets=outlets if named else said["unnamed_outlets"], period=period
        )
    ]
    most = [(name or said["unknown_outlet"], n) for name, n in coverage.outlets.items()]
    if named:
        shown = ", ".join(said["outlet_count"].format(outlet=name, n=n) for name, n in most[:5])
        made.append(said["most"].format(outlets=shown))
    if coverage.undated and first:
        made.append(said["undated"].format(n=coverage.undated))
    return tuple(made)
