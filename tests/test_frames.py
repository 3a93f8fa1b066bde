"""Each frame reads the sentences that stand beside it as it should, and leaves the others alone."""

from __future__ import annotations

import pytest

from verbale import data
from verbale.extract.acts import find_acts
from verbale.extract.contacts import find_contacts
from verbale.extract.frames import frames
from verbale.extract.scene import make_scene
from verbale.pipeline import analyse
from verbale.records import Article

DAY = "2031-05-14"
FILES = sorted(p.name for p in data.path("packs/fr/frames").glob("*.toml"))


def examples(key: str) -> list[tuple[str, str]]:
    return [(name, s) for name in FILES for s in data.toml(f"packs/fr/frames/{name}")[key]]


def told(name: str, sentence: str) -> list[str]:
    """The kinds that the frame of a file yields from a sentence."""
    frame = data.toml(f"packs/fr/frames/{name}")["name"]
    scene = make_scene(analyse(Article(sentence, published=DAY)))
    visits, meetings = find_contacts(scene)
    acts = [a for a in find_acts(scene) if a.frame.name == frame and a.status != "bare"]
    kinds = (["visit"] if visits else []) + (["meeting"] if meetings else [])
    return [k for k in kinds if acts and k in frames()[frame].yields]


@pytest.mark.parametrize(("name", "sentence"), examples("match"))
def test_a_frame_reads_its_sentence(name: str, sentence: str) -> None:
    assert told(name, sentence)


@pytest.mark.parametrize(("name", "sentence"), examples("no_match"))
def test_a_frame_leaves_the_sentence_alone(name: str, sentence: str) -> None:
    assert not told(name, sentence)


def test_every_frame_has_sentences_for_and_against() -> None:
    for name in FILES:
        assert data.toml(f"packs/fr/frames/{name}")["match"], name
        assert data.toml(f"packs/fr/frames/{name}")["no_match"], name
