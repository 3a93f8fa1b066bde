"""The wheel alone, in an empty environment with the locked versions, is a working Verbale."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from conftest import ROOT

pytestmark = pytest.mark.long


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """Standard output of a command that must succeed; its standard error is in the failure."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    done = subprocess.run([str(c) for c in command], cwd=cwd, env=clean, capture_output=True, text=True)
    assert done.returncode == 0, f"{command}\n{done.stdout[-2000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def plain(requirement: str) -> str:
    """`SQLAlchemy>=2.0` → `sqlalchemy`."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()  # type: ignore[index]


def locked_for_use(lock: str, roots: set[str]) -> str:
    """The part of the lock that users need: the project's own dependencies and what those bring.

    Follows the `# via` notes that uv leaves under each package, so that what only the tests and the
    tables need stays out, and a run-time import of it fails here.
    """
    blocks = re.findall(r"^[\w.-]+==.*\n(?:[ ].*\n)*", lock, re.MULTILINE)
    via = {
        plain(block): {plain(v) for v in re.findall(r"#(?: via)?\s+([\w.-]+)", block) if v != "via"}
        for block in blocks
    }
    kept = set(roots)
    while more := {name for name, users in via.items() if name not in kept and users & kept}:
        kept |= more
    return "".join(block for block in blocks if plain(block) in kept)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT)
    (built,) = folder.glob("*.whl")
    return built


def test_the_wheel_holds_all_data_and_nothing_else(wheel: Path) -> None:
    inside = {n for n in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in n}
    source = ROOT / "src"
    files = {
        p.relative_to(source).as_posix()
        for p in (source / "verbale").rglob("*")
        if p.is_file() and "__pycache__" not in p.parts
    }
    assert inside == files


def test_an_empty_environment_with_the_wheel_runs_the_demo(wheel: Path, tmp_path: Path) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    roots = {plain(d) for d in project["dependencies"]}
    needed = locked_for_use((ROOT / "requirements.lock").read_text(encoding="utf-8"), roots)
    assert not re.search(r"^(pytest|mypy|ruff)==", needed, re.MULTILINE)
    (tmp_path / "needed.lock").write_text(needed, encoding="utf-8")

    run(sys.executable, "-m", "venv", tmp_path / "venv")
    pip = (tmp_path / "venv" / "bin" / "python", "-m", "pip", "install", "--quiet")
    run(*pip, "--require-hashes", "-r", tmp_path / "needed.lock")
    run(*pip, "--no-deps", wheel)

    verbale = tmp_path / "venv" / "bin" / "verbale"
    empty = tmp_path / "empty"
    empty.mkdir()
    assert project["version"] in run(verbale, "--version", cwd=empty)
    said = run(verbale, "demo", cwd=empty)
    assert "article construit" in said.lower() or "articles construits" in said.lower()
    assert [p.name for p in empty.glob("*.db")] == ["verbale.db"]
    assert list(empty.glob("brief-*"))
