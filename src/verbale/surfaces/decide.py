"""The commands by which a person corrects the record. What is decided outlives every re-reading."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from verbale.errors import UsageError
from verbale.surfaces.common import Command, database_option, existing, now

if TYPE_CHECKING:
    from verbale.store import Database, DecisionRow


def _signed(command: Command) -> Command:
    return click.option(
        "--by", metavar="NAME", default=None, help="Who decides.  [default: your account's name]"
    )(command)


def _user(given: str | None) -> str:
    try:
        return given or getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name, as in some containers
        raise UsageError("your account has no name: say who decides with --by NAME.") from None


def record_of(db: Database, id_: str) -> tuple[str, str, Mapping[str, Any]]:
    """Full id, kind and fields of the event or report that `id_` names. Raises NotFoundError, UsageError."""
    from verbale.store import EventRow, ReportRow
    from verbale.surfaces.show import fields_now

    found = db.find(id_)
    if not isinstance(found, (EventRow, ReportRow)):
        raise UsageError(f"{id_} is no record but an article or a decision: see verbale explain {id_}.")
    return found.id, found.kind, fields_now(found)


def parsed_fields(kind: str, given: Sequence[str]) -> dict[str, Any]:
    """`FIELD=VALUE` words as a record that the codebook allows. Raises UsageError."""
    from verbale.ontology import checked_record, parsed
    from verbale.surfaces.countries import side

    fields: dict[str, Any] = {}
    for word in given:
        name, mark, text = word.partition("=")
        if not mark or not name:
            raise UsageError(f"{word!r}: write FIELD=VALUE, to=KAZ say.")
        if name in fields:
            raise UsageError(f"{name} is given twice: separate several values by commas, sides=RWA,KAZ.")
        fields[name] = parsed(kind, name, text, country=side)
    return checked_record(kind, fields)


def _decided(db: Database, decide: Callable[[], DecisionRow]) -> DecisionRow:
    """Write a decision and bring the events up to date with it."""
    from verbale.fuse import fuse

    decision = decide()
    db.fuse(fuse)
    return decision


def _tell(db: Database, decision: DecisionRow) -> None:
    from verbale.surfaces.explain import decision_line

    click.echo(decision_line(decision))
    if decision.target and decision.action != "add":
        click.echo(f"See: verbale explain {decision.target}")


@click.command(short_help="Throw a record out.")
@click.argument("id_", metavar="ID")
@click.option("--why", required=True, metavar="TEXT", help="The reason, kept with the decision.")
@_signed
@database_option
def reject(id_: str, why: str, by: str | None, db: str) -> None:
    """Throw a record out: an event, or what one article says.

    It no longer appears in tables and briefs, also after the articles are read again.

    \b
    Examples:
      verbale reject ev-4f2a91c07d3e --why "the two ministers share a name"
      verbale reject v-0b77d2a41c9f --why "reader comment" --by "A. Diallo"
    """
    with existing(db) as record:
        target, _, _ = record_of(record, id_)
        made = _decided(record, lambda: record.decide("reject", target, why=why, who=_user(by), when=now()))
        _tell(record, made)


@click.command("set", short_help="Set one field of a record.")
@click.argument("id_", metavar="ID")
@click.argument("field")
@click.argument("value")
@click.option("--why", required=True, metavar="TEXT", help="The reason, kept with the decision.")
@_signed
@database_option
def set_field(id_: str, field: str, value: str, why: str, by: str | None, db: str) -> None:
    """Set one field of a record; an empty VALUE means that nothing is known.

    Fields and values are those of the codebook: dates as 2025-05-27, 2025-05 or 2025, countries as codes
    or names, lists separated by commas.

    \b
    Examples:
      verbale set ev-4f2a91c07d3e start 2025-05-27 --why "date of the communiqué"
      verbale set em-91c07d3e4f2a sides RWA,KAZ --why "the envoy spoke for Rwanda"
      verbale set ev-4f2a91c07d3e place "" --why "the article names the host's capital only"
    """
    from verbale.ontology import parsed
    from verbale.surfaces.countries import side

    with existing(db) as record:
        target, kind, fields = record_of(record, id_)
        checked = parsed(kind, field, value, country=side)
        after = {**fields, field: checked}
        if kind == "visits" and after.get("from") == after.get("to"):
            raise UsageError("a visit goes to another country: from and to would be the same.")
        made = _decided(
            record,
            lambda: record.decide(
                "set", target, field=field, value=checked, why=why, who=_user(by), when=now()
            ),
        )
        _tell(record, made)


@click.command(short_help="Add a record that no article tells.")
@click.argument("kind", metavar="KIND")
@click.argument("fields", nargs=-1, required=True, metavar="FIELD=VALUE…")
@click.option("--note", required=True, metavar="TEXT", help="Where you have it from.")
@_signed
@database_option
def add(kind: str, fields: tuple[str, ...], note: str, by: str | None, db: str) -> None:
    """Add a record that no article tells: visit, meeting, agreement, figure, quote or commitment.

    If articles tell of it too, it joins their event.

    \b
    Examples:
      verbale add visit traveller="Aïssa Doumbé" office=foreign_minister from=RWA to=KAZ \\
        start=2025-05-27 --note "communiqué du ministère"
      verbale add meeting people="Aïssa Doumbé, Jandos Kereïbek" sides=RWA,KAZ date=2025-05-27 \\
        --note "call with the embassy"
    """
    from verbale.ontology import kind_named

    plural = kind_named(kind)
    made_record = parsed_fields(plural, fields)
    with existing(db) as record:
        made = _decided(
            record,
            lambda: record.decide("add", plural, record=made_record, why=note, who=_user(by), when=now()),
        )
        _tell(record, made)


@click.command(short_help="List what people decided.")
@database_option
def decisions(db: str) -> None:
    """List what people decided, oldest first; those that no longer find their record say STRANDED.

    \b
    Examples:
      verbale decisions
      verbale decisions --db kazakhstan.db
    """
    from verbale.surfaces.explain import decision_line

    with existing(db) as record:
        rows = record.decisions()
    for row in rows:
        click.echo(decision_line(row))
    if not rows:
        click.echo("No decisions yet: verbale reject, set and add make them.")


COMMANDS: tuple[click.Command, ...] = (reject, set_field, add, decisions)
