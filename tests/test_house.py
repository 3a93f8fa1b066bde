"""The shape of the house, read off the source: folders, imports, what code may hold and touch."""

from __future__ import annotations

import ast
import io
import os
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT

SOURCE = ROOT / "src" / "verbale"
PIPELINE = ["acquire", "analyse", "detect", "extract", "fuse", "store", "surfaces"]
MODULES = sorted(SOURCE.rglob("*.py"))
LONGEST = 400
FOREIGN = re.compile(r"[àâæçéèêëîïôœùûüÿ«»]", re.IGNORECASE)
# Words that no English has and that no French pattern does without.
FRENCH = set(
    re.findall(
        r"\S+",
        "le les une des du dans avec aux ses leur leurs qui que sont ont ministre ministres "
        "président présidente visite accord accords ambassadeur sommet signé reçu "
        "janvier avril juillet septembre octobre novembre lundi mardi mercredi jeudi vendredi samedi "
        "dimanche hier demain milliard milliards milliers selon lors",
    )
)
# Below the surfaces nothing may ask the machine for the time, luck, the network or its settings.
BANNED_MODULES = {
    "time",
    "random",
    "secrets",
    "uuid",
    "socket",
    "ssl",
    "http",
    "requests",
    "httpx",
    "urllib3",
}
BANNED_MODULES |= {"urllib.request", "aiohttp", "ftplib", "smtplib"}
BANNED_CALLS = {"now", "utcnow", "today", "getenv", "urandom"}


def name_of(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


def stage_of(path: Path) -> str | None:
    """The stage a module belongs to; None for the modules beside the stages and for data/."""
    first = path.relative_to(SOURCE).parts[0]
    return first if first in PIPELINE else None


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports_of(path: Path, tree: ast.Module) -> Iterator[str]:
    """Full dotted names of all that a module imports, inside functions and type checks too."""
    package = ("verbale", *path.relative_to(SOURCE).parts[:-1])
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join((*above, *([node.module] if node.module else [])))
            yield base
            yield from (f"{base}.{alias.name}" for alias in node.names)


def stages_in(names: Iterator[str]) -> set[str]:
    parts = [name.split(".") for name in names]
    return {p[1] for p in parts if len(p) > 1 and p[0] == "verbale" and p[1] in PIPELINE}


def docstrings(tree: ast.Module) -> set[tuple[int, int]]:
    """Where docstrings start (those of attributes and modules' later strings count too)."""
    bare = (n.value for n in ast.walk(tree) if isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant))
    return {(n.lineno, n.col_offset) for n in bare}


def code_tokens(path: Path) -> Iterator[tokenize.TokenInfo]:
    """All tokens of a module but comments and docstrings, as written (escapes unread)."""
    text = path.read_text(encoding="utf-8")
    skipped = docstrings(ast.parse(text))
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type != tokenize.COMMENT and token.start not in skipped:
            yield token


def test_folders_in_alphabetical_order_are_the_pipeline() -> None:
    folders = sorted(p.name for p in SOURCE.iterdir() if (p / "__init__.py").exists())
    assert [f for f in folders if f != "data"] == PIPELINE


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_stages_meet_only_in_records(path: Path) -> None:
    seen = stages_in(imports_of(path, tree_of(path)))
    stage = stage_of(path)
    if stage == "surfaces" or name_of(path) == "pipeline.py":
        return
    if stage:
        assert seen <= {stage}, f"{name_of(path)} imports {sorted(seen - {stage})}: stages meet in records.py"
        names = set(imports_of(path, tree_of(path)))
        assert "verbale.pipeline" not in names, "a stage does not know the pipeline"
    elif name_of(path) == "__init__.py":
        assert seen <= {"surfaces"}
    else:
        assert len(seen) <= 1, f"{name_of(path)} sees {sorted(seen)}: only pipeline.py and surfaces/ may"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_code_holds_no_french(path: Path) -> None:
    found = []
    for token in code_tokens(path):
        words = set(re.findall(r"[a-zà-ÿœ]+", token.string)) if token.type != tokenize.NAME else set()
        if FOREIGN.search(token.string) or words & FRENCH:
            found.append(f"{token.start[0]}: {token.string[:60]}")
    assert not found, f"{name_of(path)}: French belongs in data/, a quotation mark is \\u00ab: {found}"


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_stay_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST


@pytest.mark.parametrize(
    "path",
    [p for p in MODULES if stage_of(p) != "surfaces" and not name_of(p).startswith("acquire/fetch")],
    ids=name_of,
)
def test_below_the_surfaces_nothing_asks_the_machine(path: Path) -> None:
    tree = tree_of(path)
    asked = {n for n in imports_of(path, tree) if n in BANNED_MODULES or n.split(".")[0] in BANNED_MODULES}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            owner = node.value.id if isinstance(node.value, ast.Name) else ""
            if node.attr in BANNED_CALLS or (owner, node.attr) == ("os", "environ"):
                asked.add(f"{owner}.{node.attr} (line {node.lineno})")
    assert not asked, f"{name_of(path)}: pass it in: {sorted(asked)}"


def test_a_plain_import_loads_no_heavy_library() -> None:
    heavy = ["pandas", "polars", "pyarrow", "sqlalchemy", "trafilatura", "babel", "jinja2", "rich"]
    script = f"import sys, verbale; print([m for m in {heavy!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_nothing_names_a_folder_of_the_machine_it_was_written_on() -> None:
    here = re.compile(r"(?<![\w.*])/(?:work|root|home)/\w")
    skipped = {".git", ".venv", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "__pycache__"}
    skipped |= {"build", "dist", "out"}
    found = []
    for path in sorted(ROOT.rglob("*")):
        inside = path.relative_to(ROOT)
        if skipped & set(inside.parts) or not path.is_file() or ".db" in path.name:
            continue
        text = path.read_bytes().decode("utf-8", "replace")
        found += [f"{inside}: {m[0]}" for m in [here.search(text)] if m]
    assert not found


@pytest.mark.parametrize(
    ("ci", "body", "passes"),
    [
        ("true", "import pytest\ndef test_a(): pytest.skip('no server')\n", False),
        ("true", "import pytest\nx = pytest.importorskip('no_such_library')\ndef test_a(): pass\n", False),
        ("true", "def test_a(shared): pass\ndef test_b(): pass\n", True),
        ("", "import pytest\ndef test_a(): pytest.skip('no server')\n", True),
    ],
)
def test_a_skip_fails_in_ci_but_for_the_development_material(
    ci: str, body: str, passes: bool, tmp_path: Path
) -> None:
    inside = tmp_path / "project" / "tests"
    inside.mkdir(parents=True)
    (inside / "conftest.py").write_text((ROOT / "tests" / "conftest.py").read_text(encoding="utf-8"))
    (inside / "test_it.py").write_text(body)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(inside)]
    done = subprocess.run(command, cwd=inside, env={**os.environ, "CI": ci}, capture_output=True, text=True)
    assert (done.returncode == 0) is passes, done.stdout
