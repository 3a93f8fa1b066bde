"""A record field by field: its value, the words it rests on, the rule that read them, how sure it is.

Everything is one rich Text; where there is no colour the marked words stand between [[ and ]].
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rich.text import Text

from verbale.records import EXTRAS, FIELDS
from verbale.store import ArticleRow, DecisionRow, EventRow, ReportRow, Witness
from verbale.surfaces.briefpage import harmless, one_line
from verbale.surfaces.evidence import Excerpt, Sources, keys_of, proof_of
from verbale.surfaces.show import counted

# The codebook's derivation codes, in words.
HOW: Mapping[str, str] = {
    "published": "counted from the day of publication",
    "dateline": "taken from the dateline or byline of the text",
    "weekday": "a day of the week, counted from the publication",
    "relative": "a relative date (yesterday, last month), worked out",
    "demonym": "a nationality that names the country",
    "capital": "a capital, palace or seat that stands for its country",
    "office_table": "the register of offices: who held that office then",
    "coreference": "told elsewhere in the article of the same person or body",
    "frame": "what the verb or noun of the sentence implies",
    "document": "what the article as a whole is about",
    "default": "nothing in the text says it: the usual value",
}


def explain(found: EventRow | ReportRow, sources: Sources, decisions: Sequence[DecisionRow]) -> Text:
    """The whole explanation of an event or report."""
    lines = _event(found, sources) if isinstance(found, EventRow) else _report(found, sources)
    return Text("\n").join([*lines, *_decided(found, decisions)])


def marked(text: Text, *, colour: bool) -> str:
    """The text without styles, the quoted words between [[ and ]], for where nothing is coloured."""
    if colour:
        return text.plain
    out, at = [], 0
    for span in sorted(s for s in text.spans if s.style == QUOTED):
        out += [text.plain[at : span.start], "[[", text.plain[span.start : span.end], "]]"]
        at = span.end
    return "".join([*out, text.plain[at:]])


QUOTED = "bold black on yellow"
_NAME = "bold"
_SOFT = "dim"


def _shown(value: Any) -> str:
    if value is None or value == [] or value == ():
        return "\u2014 (not said)"
    if isinstance(value, (list, tuple)):
        return "; ".join(_shown(v) for v in value)
    if isinstance(value, Mapping):
        return ", ".join(str(v) for v in value.values() if v is not None)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return one_line(str(value))


def _quotation(excerpt: Excerpt, indent: str) -> Text:
    line = Text(indent + ("\u2026 " if excerpt.cut_before else ""))
    for piece, is_marked in excerpt.parts:
        line.append(harmless(piece), QUOTED if is_marked else "")
    return line.append(" \u2026" if excerpt.cut_after else "")


def _place(title: str | None, outlet: str | None, published: str | None, url: str | None) -> str:
    said = [outlet or "outlet not named", published or "no day of publication"]
    said += [f'"{one_line(title)}"'] if title else []
    return ", ".join([*map(one_line, said), *([one_line(url)] if url else [])])


def _report(row: ReportRow, sources: Sources) -> Iterator[Text]:
    yield Text(f"{row.kind[:-1]} {row.id}: as one article tells it", _NAME)
    if row.article:
        yield Text(f"article {row.article}: {_place(row.title, row.outlet, row.published, row.url)}")
        yield Text(f"read by {row.reader}" + ("" if row.current else "; an older reading, no longer current"))
    else:
        yield Text(f"entered by hand, decision {row.decision}")
    if row.fields.get("rule"):
        yield Text(f"rule {row.fields['rule']}")
    yield Text(f"confidence {row.confidence:.2f}")
    if row.event:
        yield Text(f"part of event {row.event}: verbale explain {row.event}", _SOFT)
    yield Text("")
    yield from _fields(row.kind, row.fields, row.article, sources, decided=row.set)


def _fields(
    kind: str,
    fields: Mapping[str, Any],
    article: str | None,
    sources: Sources,
    *,
    decided: Mapping[str, Any],
) -> Iterator[Text]:
    for name in (*FIELDS[kind], *EXTRAS[kind]):
        value = fields.get(name)
        if name in EXTRAS[kind] and not value and name not in decided:
            continue
        if name in decided:
            read = f"  (a person's decision; read was: {_shown(value)})"
            yield Text.assemble((name, _NAME), ": ", _shown(decided[name]), (read, _SOFT))
            continue
        yield Text.assemble((name, _NAME), ": ", _shown(value))
        for key in keys_of(fields, name):
            yield from _proof(fields, name, key, article, sources)


def _proof(
    fields: Mapping[str, Any], name: str, key: str, article: str | None, sources: Sources
) -> Iterator[Text]:
    """How one value came about, and its words."""
    spans, how = proof_of(fields, key)
    sure = (fields.get("field_confidence") or {}).get(key)
    rule = (fields.get("rules") or {}).get(key)
    said = HOW.get(how, how) if how else "in the article's words"
    element = _element(fields, name, key)
    head = f"    {element}{said}"
    head += f"; confidence {sure:.2f}" if sure is not None else ""
    head += f"; rule {rule}" if rule else ""
    yield Text(head, _SOFT)
    for excerpt in sources.excerpts(article, spans) if article else ():
        yield _quotation(excerpt, "      > ")


def _element(fields: Mapping[str, Any], name: str, key: str) -> str:
    """Of a list, which element: `people.1` is the second of `people`."""
    number = key[len(name) + 1 :]
    values = fields.get(name)
    if number.isdigit() and isinstance(values, (list, tuple)) and int(number) < len(values):
        return f"{_shown(values[int(number)])}: "
    return ""


def _event(row: EventRow, sources: Sources) -> Iterator[Text]:
    articles = {w.article for w in row.witnesses if w.article}
    yield Text(f"{row.kind[:-1]} {row.id}: as told by {counted(len(articles), 'article')}", _NAME)
    yield Text(f"confidence {row.confidence:.2f}; the act: {row.earliest or '?'} to {row.latest or '?'}")
    if row.aliases:
        yield Text(f"known before as {', '.join(row.aliases)}", _SOFT)
    if row.rejected:
        yield Text(f"rejected by decision {row.rejected}")
    yield Text("")
    for name in (*FIELDS[row.kind], *EXTRAS[row.kind]):
        value = row.fields.get(name)
        if name in EXTRAS[row.kind] and not value:
            continue
        by = f"  (decision {row.decided[name]})" if name in row.decided else ""
        yield Text.assemble((name, _NAME), ": ", _shown(value), (by, _SOFT))
        for conflict in row.conflicts.get(name, ()):
            who = ", ".join(_outlets(row.witnesses, conflict.reports))
            yield Text(f"    against it: {_shown(conflict.value)} ({who})")
    yield from _why_one(row)
    for number, witness in enumerate(row.witnesses, 1):
        yield Text("")
        yield from _witness(number, row.kind, witness, sources)


def _outlets(witnesses: Sequence[Witness], reports: Sequence[str]) -> list[str]:
    return [w.outlet or w.report for w in witnesses if w.report in reports]


def _why_one(row: EventRow) -> Iterator[Text]:
    if not row.reasons:
        return
    yield Text("")
    yield Text("why these reports are one event", _NAME)
    for reason in row.reasons:
        tests = ", ".join(f"{test} {weight:+.2f}" for test, weight in reason.tests)
        yield Text(f"    {reason.a} and {reason.b}: {reason.score:.2f} ({tests})")


def _witness(number: int, kind: str, witness: Witness, sources: Sources) -> Iterator[Text]:
    yield Text(f"witness {number}: report {witness.report}", _NAME)
    if witness.article is None:
        yield Text(f"  entered by hand, decision {witness.decision}")
        return
    yield Text(f"  {_place(witness.title, witness.outlet, witness.published, witness.url)}")
    rule = witness.fields.get("rule")
    yield Text(f"  confidence {witness.confidence:.2f}" + (f"; rule {rule}" if rule else ""))
    yield from _indented(_fields(kind, witness.fields, witness.article, sources, decided={}))


def _indented(lines: Iterator[Text]) -> Iterator[Text]:
    for line in lines:
        yield Text("  ").append_text(line)


def _decided(found: EventRow | ReportRow, decisions: Sequence[DecisionRow]) -> Iterator[Text]:
    """The decisions on this record, or on its reports."""
    ids = {found.id, *found.decided.values()}
    if isinstance(found, EventRow):
        ids |= {*found.aliases, *(w.report for w in found.witnesses)}
        ids |= {w.decision for w in found.witnesses if w.decision}
    ids |= {d for d in (found.rejected, getattr(found, "decision", None)) if d}
    mine = [d for d in decisions if d.id in ids or d.target in ids or ids & set(d.targets)]
    if mine:
        yield Text("")
        yield Text("decisions", _NAME)
    for decision in mine:
        yield Text(f"    {decision_line(decision)}")


def decision_line(decision: DecisionRow) -> str:
    """One entry of the ledger on one line."""
    what = {
        "reject": f"reject {decision.target}",
        "set": f"set {decision.target} {decision.field} = {_shown(decision.value)}",
        "add": f"add {decision.kind[:-1]} {_record(decision.record or {})}",
    }.get(decision.action, decision.action)
    lost = "  STRANDED: no longer finds its record" if decision.stranded else ""
    why = f" because: {one_line(decision.why)}" if decision.why else ""
    return f"{decision.id}  {decision.when[:16]}  {decision.who}: {what}{why}{lost}"


def _record(record: Mapping[str, Any]) -> str:
    return " ".join(f"{k}={_shown(v)}" for k, v in record.items() if v not in (None, [], "", ()))


def explain_article(row: ArticleRow) -> Text:
    """What the database knows of an article, and its records."""
    lines = [
        Text(f"article {row.id}" + (f" ({row.caller_id})" if row.caller_id else ""), _NAME),
        Text(_place(row.title, row.outlet, row.published, row.url)),
        Text(f"language {row.language or 'not known'}; {len(row.text)} characters; version {row.version}"),
        Text(f"first read {row.first_read}; {counted(len(row.readings), 'reading')}"),
    ]
    if row.replaced_by:
        lines.append(Text(f"replaced by a newer version of the page: {row.replaced_by}"))
    lines += [Text(f"    {report}: verbale explain {report}") for report in row.reports]
    return Text("\n").join(lines if row.reports else [*lines, Text("no records")])
