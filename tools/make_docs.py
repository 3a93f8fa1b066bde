#!/usr/bin/env python3
"""Write docs/commands.md from the help of the command line.

    make_docs.py [--check]

With --check nothing is written, and the exit status is 1 if the file is not what it should be.
"""

from __future__ import annotations

import sys
from pathlib import Path

import click

from verbale.surfaces.cli import cli

TARGET = Path(__file__).resolve().parent.parent / "docs" / "commands.md"
WIDTH = 100
HEAD = """# Commands

Made by `tools/make_docs.py` from the commands' own help; do not edit.
Exit status of all commands: 0 done, 1 failed (for `read`: some inputs did), 2 wrong use.
"""


def context_of(command: click.Command, name: str, parent: click.Context | None) -> click.Context:
    """The context in which a command prints its help at a fixed width."""
    settings = {**cli.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    return click.Context(command, info_name=name, parent=parent, **settings)


def help_of(context: click.Context) -> str:
    """A command's help as it prints itself."""
    return "\n".join(line.rstrip() for line in context.command.get_help(context).splitlines())


def commands_page() -> str:
    """The whole page."""
    top = context_of(cli, "verbale", None)
    parts = [HEAD, f"```\n{help_of(top)}\n```\n"]
    for name in cli.list_commands(top):
        context = context_of(cli.commands[name], name, top)
        parts.append(f"## verbale {name}\n\n```\n{help_of(context)}\n```\n")
    return "\n".join(parts)


def main(argv: list[str]) -> int:
    page = commands_page()
    if argv == ["--check"]:
        fresh = TARGET.exists() and TARGET.read_text(encoding="utf-8") == page
        if not fresh:
            print(f"{TARGET.name} is stale: run tools/make_docs.py", file=sys.stderr)
        return 0 if fresh else 1
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
