"""The option `--packs`: a person's own packs and tables in place of ours, while one command runs."""

from __future__ import annotations

import tomllib
from pathlib import Path

import click

from verbale import data
from verbale.errors import UsageError
from verbale.surfaces.common import Command

_FRAMES = "packs/fr/frames/"  # the one folder whose files are read whatever they are called


def packs_option(command: Command) -> Command:
    """`--packs DIR`: what it holds stands in for the package's own, file by file."""
    said = (
        "Packs and tables that stand in for ours, file by file (DIR/packs/fr/offices.toml for one). Try "
        "them with --json first: in a database their reading becomes the current one."
    )
    option = click.option("--packs", metavar="DIR", callback=_use, expose_value=False, help=said)
    return option(command)


def _use(ctx: click.Context, parameter: click.Parameter, folder: str | None) -> None:
    if folder is None or ctx.resilient_parsing:
        return
    check(Path(folder))
    data.use(Path(folder).absolute())
    ctx.call_on_close(lambda: data.use(None))


def check(folder: Path) -> None:
    """Raises UsageError for what is no folder, for a file that would stand in for nothing (a slip in its
    name, most often) and for one that cannot be read."""
    if not folder.is_dir():
        raise UsageError(f"--packs: {folder} is no folder. Name one that holds packs/ or world/.")
    files = sorted(p for p in folder.rglob("*") if p.suffix in (".csv", ".toml"))
    if not files:
        raise UsageError(f"--packs: {folder} holds no .toml and no .csv. Copy one of ours and change it.")
    ours = set(data.names())
    for path in files:
        name = path.relative_to(folder).as_posix()
        if name not in ours and not name.startswith(_FRAMES):
            raise UsageError(f"--packs: {path} stands in for nothing: we have no {name}. Correct its name.")
        try:
            text = path.read_text(encoding="utf-8")
            if path.suffix == ".toml":
                tomllib.loads(text)
        except (OSError, ValueError) as error:  # no UTF-8, no TOML
            raise UsageError(f"--packs: {path}: {error}. Correct the file.") from error
