"""Records as a table on a terminal, CSV, JSON or Markdown."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from rich.console import Console
from rich.table import Table
from rich.text import Text

from verbale.ontology import VALUES
from verbale.records import EXTRAS, FIELDS
from verbale.store import EventRow, ReportRow
from verbale.surfaces.briefpage import escaped, one_line

Rows = Sequence[EventRow] | Sequence[ReportRow]

# What a person looks for first; the rest is in CSV and JSON.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "visits": ("when", "traveller", "office", "from", "to", "place", "status"),
    "meetings": ("when", "people", "sides", "place", "country", "form", "status"),
    "agreements": ("when", "parties", "label", "instrument", "status", "sectors"),
    "figures": ("period", "measure", "countries", "amount", "speaker"),
    "quotes": ("when", "speaker", "text"),
    "commitments": ("due", "by", "to", "kind", "label", "status"),
}
WIDE = 200  # columns of a table that goes to a file or a pipe, where no terminal sets the width
LONGEST = 160  # characters of a cell of a table: a quotation can fill a page


def fields_now(row: EventRow | ReportRow) -> dict[str, Any]:
    """A row's fields with what a person set on it."""
    return {**row.fields, **(row.set if isinstance(row, ReportRow) else {})}


def sources(row: EventRow | ReportRow) -> tuple[list[str], list[str]]:
    """The articles and the outlets that tell a row, each once."""
    if isinstance(row, ReportRow):
        return [a for a in [row.article] if a], [o for o in [row.outlet] if o]
    articles = dict.fromkeys(w.article for w in row.witnesses if w.article)
    return list(articles), list(dict.fromkeys(w.outlet for w in row.witnesses if w.outlet))


def counted(n: int, noun: str) -> str:
    """`1 visit`, `3 visits`."""
    return f"{n} {noun if n == 1 else noun + 's'}"


def summary(kind: str, rows: Rows, *, reports: bool = False) -> str:
    """From how many articles and outlets the rows come."""
    articles = {a for row in rows for a in sources(row)[0]}
    outlets = {o for row in rows for o in sources(row)[1]}
    noun = f"report of {kind}" if reports else kind[:-1]
    shown = f"{len(rows)} reports of {kind}" if reports and len(rows) != 1 else counted(len(rows), noun)
    by_hand = sum(1 for row in rows if not sources(row)[0])
    known = all(sources(row)[1] for row in rows if sources(row)[0])
    named = (
        counted(len(outlets), "outlet") if known else f"{counted(len(outlets), 'named outlet')} and others"
    )
    said = f"{shown} from {counted(len(articles), 'article')} of {named}"
    return said + (f", {by_hand} entered by hand." if by_hand else ".")


def render(kind: str, rows: Rows, form: str, *, console: Console | None = None, reports: bool = False) -> str:
    """The rows in one of the formats of `FORMATS`. `console`: the terminal that a table is for."""
    if form == "csv":
        return _csv(kind, rows)
    if form == "json":
        return _json(rows)
    if form == "markdown":
        return _markdown(kind, rows) + f"\n{escaped(summary(kind, rows, reports=reports))}\n"
    return _table(kind, rows, console) + summary(kind, rows, reports=reports) + "\n"


FORMATS = ("table", "csv", "json", "markdown")


def _cell(row: EventRow | ReportRow, name: str) -> str:
    """A column of a table: country codes as they are, lists with commas; `head_of_state` without the
    underscores, so that it can be wrapped."""
    fields = fields_now(row)
    if name == "when":
        start, end = fields.get("start") or fields.get("date"), fields.get("end")
        if row.kind == "quotes":
            start = row.earliest
        return f"{start}/{end}" if start and end and start != end else str(start or end or "\u2014")
    if name == "amount":
        return _amount(fields)
    value = fields.get(name)
    shown = one_line(", ".join(str(v) for v in value) if isinstance(value, (list, tuple)) else str(value))
    if value is None or not shown:
        return "\u2014"
    return shown.replace("_", " ") if name in VALUES[row.kind] else shown


def _amount(fields: Mapping[str, Any]) -> str:
    sign = {"about": "~", "over": ">", "under": "<"}.get(fields.get("bound") or "", "")
    numbers = [
        f"{n:,.2f}".rstrip("0").rstrip(".") for n in (fields["value"], fields.get("high")) if n is not None
    ]
    return f"{sign}{' to '.join(numbers)} {fields.get('unit') or ''}".strip()


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rsplit(" ", 1)[0] + "\u2026"


def _line(row: EventRow | ReportRow, kind: str) -> list[str]:
    articles = str(len(sources(row)[0])) if isinstance(row, EventRow) else row.outlet or "\u2014"
    return [*(_short(_cell(row, c)) for c in COLUMNS[kind]), articles, f"{row.confidence:.2f}", row.id]


def _headings(kind: str, rows: Rows) -> list[str]:
    are_reports = bool(rows) and isinstance(rows[0], ReportRow)
    return [*COLUMNS[kind], "outlet" if are_reports else "articles", "conf", "id"]


def _table(kind: str, rows: Rows, console: Console | None) -> str:
    if not rows:
        return ""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for heading in _headings(kind, rows):
        fixed = heading in ("when", "due", "period", "id", "conf", "from", "to")
        is_number = heading in ("amount", "articles", "conf")
        table.add_column(heading, no_wrap=fixed, justify="right" if is_number else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in _line(row, kind)))
    out = io.StringIO()
    if console is not None and console.is_terminal:
        page = Console(file=out, width=console.width, force_terminal=True, color_system="standard")
    else:
        page = Console(file=out, width=WIDE, force_terminal=False)
    page.print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()) + "\n\n"


def _markdown(kind: str, rows: Rows) -> str:
    headings = _headings(kind, rows)
    lines = [f"| {' | '.join(headings)} |", f"|{' --- |' * len(headings)}"]
    lines += [f"| {' | '.join(escaped(cell) for cell in _line(row, kind))} |" for row in rows]
    return "\n".join(lines) + "\n"


def _unformulaic(cell: Any) -> Any:
    """Text that a spreadsheet would run as a formula gets an apostrophe in front: it is text."""
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _flat(value: Any) -> Any:
    if isinstance(value, Mapping):
        return ", ".join(str(v) for v in value.values() if v is not None)
    if isinstance(value, (list, tuple)):
        return "; ".join(str(_flat(v)) for v in value)
    return "" if value is None else value


def _csv(kind: str, rows: Rows) -> str:
    """Every field of the codebook, then id, confidence, the act's bounds and the sources."""
    names = (*FIELDS[kind], *EXTRAS[kind])
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["id", *names, "earliest", "latest", "confidence", "articles", "outlets", "links"])
    for row in rows:
        articles, outlets = sources(row)
        links = [row.url] if isinstance(row, ReportRow) else [w.url for w in row.witnesses]
        fields = fields_now(row)
        cells = [row.id, *(fields.get(n) for n in names), row.earliest, row.latest, round(row.confidence, 3)]
        cells += [articles, outlets, list(dict.fromkeys(u for u in links if u))]
        writer.writerow([_unformulaic(_flat(cell)) for cell in cells])
    return out.getvalue()


def _json(rows: Rows) -> str:
    objects = [_event(row) if isinstance(row, EventRow) else _report(row) for row in rows]
    options = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
    return orjson.dumps(objects, option=options).decode()


def _event(row: EventRow) -> dict[str, Any]:
    """An event with its witnesses: spans and links, no article text."""
    names = (*FIELDS[row.kind], *EXTRAS[row.kind])
    return {
        "id": row.id,
        **{name: row.fields.get(name) for name in names},
        "earliest": row.earliest,
        "latest": row.latest,
        "confidence": round(row.confidence, 3),
        "decided": dict(row.decided),
        "conflicts": {
            field: [{"value": c.value, "reports": list(c.reports)} for c in found]
            for field, found in row.conflicts.items()
        },
        "witnesses": [
            {
                "report": w.report,
                "article": w.article,
                "title": w.title,
                "outlet": w.outlet,
                "url": w.url,
                "published": w.published,
                "anchor": w.fields.get("anchor"),
                "evidence": w.fields.get("evidence"),
                "decision": w.decision,
            }
            for w in row.witnesses
        ],
    }


def _report(row: ReportRow) -> dict[str, Any]:
    """A report as `read --json` prints it, decided values in place, with its article and event."""
    return {
        **fields_now(row),
        "id": row.id,
        "earliest": row.earliest,
        "latest": row.latest,
        "article": row.article,
        "title": row.title,
        "outlet": row.outlet,
        "url": row.url,
        "published": row.published,
        "event": row.event,
        "decided": dict(row.decided),
        "decision": row.decision,
    }
