"""What all commands share: their errors, the database option, and where their output goes."""

from __future__ import annotations

import errno
import os
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from verbale.errors import UsageError, VerbaleError

if TYPE_CHECKING:
    from verbale.store import Database

DEFAULT = "verbale.db"
Command = TypeVar("Command", bound=Callable[..., Any])


class Failure(click.ClickException):
    """One line on standard error, exit status 1."""

    exit_code = 1

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"verbale: {self.format_message()}", file=file, err=file is None)


class Misuse(Failure):
    """The call itself is wrong: exit status 2."""

    exit_code = 2


class Commands(click.Group):
    """The commands, in the order they were written; no error of a user's shows a traceback."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except UsageError as error:
            raise Misuse(str(error)) from error
        except VerbaleError as error:
            raise Failure(str(error)) from error
        except OSError as error:
            if error.errno in (errno.EPIPE, errno.ESHUTDOWN):
                close_quietly()
                ctx.exit(0)
            named = f"{error.filename}: " if error.filename else ""
            raise Failure(f"{named}{error.strerror or error}. Nothing stored before was lost.") from error


def close_quietly() -> None:
    """Whoever read our output is gone: what is still buffered goes nowhere, without a complaint at exit."""
    try:
        descriptor = sys.stdout.fileno()
    except (OSError, ValueError):  # not a real stream
        return
    os.dup2(os.open(os.devnull, os.O_WRONLY), descriptor)


def database_option(command: Command) -> Command:
    """`--db FILE`, for a database that must be there already."""
    said = f"The database.  [default: {DEFAULT}]"
    return click.option("--db", metavar="FILE", default=DEFAULT, help=said)(command)


def existing(path: str) -> Database:
    """The database at `path`; for reading only where it may not be written. Raises StoreError, which says
    how to make one if it is not there."""
    from verbale.store import open_database

    is_locked = Path(path).is_file() and not os.access(path, os.W_OK)
    return open_database(path, read_only=is_locked, create=False)


def now() -> str:
    """The time as a decision or reading records it: ISO 8601, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def emit(text: str, output: str | None) -> None:
    """Print the text, or write it to the file `output`, whole or not at all."""
    if output is None or output == "-":
        click.echo(text, nl=not text.endswith("\n"))
        return
    write_whole(Path(output), text)
    click.echo(f"written: {output}", err=True)


def write_whole(path: Path, text: str) -> None:
    """Write a file through a neighbour that takes its place when complete."""
    if path.is_dir():
        raise UsageError(f"{path} is a folder: name a file in it.")
    if not path.parent.is_dir():
        raise UsageError(f"{path}: there is no folder {path.parent}. Make it first.")
    if path.exists() and not path.is_file():  # /dev/stdout, a pipe
        path.write_text(text, encoding="utf-8")
        return
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~mask)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise


def date_option(text: str | None, name: str) -> str | None:
    """An EDTF date given on the command line, checked."""
    from verbale.edtf import is_edtf

    if text is not None and not is_edtf(text):
        raise UsageError(f"{name}: {text!r} is no date. Write 2023, 2023-05 or 2023-05-27.")
    return text
