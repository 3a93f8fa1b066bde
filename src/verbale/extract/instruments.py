"""Noun phrases that name an instrument: what kind it is, and where its label and its left edge lie."""

from __future__ import annotations

from dataclasses import dataclass, replace

from verbale import data
from verbale.extract.scene import Clause, Scene, contracted
from verbale.morphology import conjugated, grammar
from verbale.records import Span
from verbale.text import fold
from verbale.tokens import Phrases, Tokens

_PARTICIPLE = ("\u00e9", "\u00e9e", "\u00e9s", "\u00e9es")
_SECOND = 4  # tokens that the second of `between X and Y` may take in a label
_SHORT = 1  # tokens of a complement beside which a label need not say between whom
PACK = "packs/fr/instruments.toml"


@dataclass(frozen=True, slots=True)
class Words:
    """The pack, ready to be looked up: phrases of nouns and constructions, classes of small words."""

    heads: frozenset[str]  # first words of all nouns: where to look at all
    nouns: Phrases
    idioms: Phrases
    named: Phrases
    weak: frozenset[str]
    vague: frozenset[str]
    multilateral: Phrases
    classes: dict[str, frozenset[str]]
    numbers: dict[str, int]
    nominal: Phrases
    before: dict[str, list[tuple[tuple[str, ...], str]]]  # last word → (words, status), longest first
    verbs: dict[str, list[tuple[str, str, str]]]  # folded form → (status, lemma, tense)
    under: dict[str, dict[str, list[tuple[str, str, str]]]]  # preposition → the same
    label: dict[str, frozenset[str]]
    longest: int


@data.derived
def words() -> Words:
    pack = data.toml(PACK)
    label = pack["label"]
    groups = [*pack["nouns"].values(), *pack["named"].values()]
    return Words(
        frozenset(Phrases.split(noun)[0] for entry in groups for noun in entry["forms"]),
        Phrases((noun, kind) for kind, entry in pack["nouns"].items() for noun in entry["forms"]),
        Phrases((idiom, True) for idiom in pack["idioms"]["forms"]),
        Phrases((noun, kind) for kind, entry in pack["named"].items() for noun in entry["forms"]),
        frozenset(fold(n) for n in pack["weak"]["forms"]),
        frozenset(fold(n) for n in pack["vague"]["forms"]),
        Phrases((name, True) for name in pack["multilateral"]["names"]),
        {k: frozenset(fold(w) for w in v) for k, v in pack["words"].items()},
        {fold(k): v for k, v in pack["numbers"].items()},
        Phrases((noun, status) for status, entry in pack["nominal"].items() for noun in entry["forms"]),
        _backward(pack["before"]),
        _verbs(pack["verbs"]),
        _under(pack["under"]),
        {k: frozenset(fold(w) for w in v) for k, v in label.items() if isinstance(v, list)},
        label["longest"],
    )


def _backward(groups: dict[str, dict[str, list[str]]]) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for status, entry in groups.items():
        for form in entry["forms"]:
            phrase = tuple(plain_word(w) for w in Phrases.split(form))
            out.setdefault(phrase[-1], []).append((phrase, status))
    for values in out.values():
        values.sort(key=lambda v: -len(v[0]))
    return out


def _verbs(groups: dict[str, dict[str, object]]) -> dict[str, list[tuple[str, str, str]]]:
    out: dict[str, list[tuple[str, str, str]]] = {}
    for status, entry in groups.items():
        lemmas = entry["lemmas"]
        assert isinstance(lemmas, list)
        for form, readings in conjugated(lemmas).items():
            out.setdefault(form, []).extend((status, lemma, tense) for lemma, tense in readings)
        for tense, forms in entry.items():
            if tense in ("participle", "present", "past", "future", "infinitive", "conditional"):
                assert isinstance(forms, list)
                for form in forms:
                    out.setdefault(fold(form), []).append((status, fold(form), tense))
    return out


def _under(entries: list[dict[str, object]]) -> dict[str, dict[str, list[tuple[str, str, str]]]]:
    out: dict[str, dict[str, list[tuple[str, str, str]]]] = {}
    for entry in entries:
        table = out.setdefault(fold(str(entry["preposition"])), {})
        for form, readings in _verbs({str(entry["status"]): entry}).items():
            table.setdefault(form, []).extend(readings)
    return out


def plain_word(word: str) -> str:
    """`du` and `d'` as the preposition they hold."""
    return contracted().get(word, word).replace("d'", "de")


@dataclass(frozen=True, slots=True)
class Phrase:
    """`[left] the three [first] defence agreements [noun_end] with France [last]`, by token."""

    clause: Clause
    left: int
    first: int
    noun_end: int
    last: int
    kind: str
    noun: str
    preposition: str  # what governs the phrase, contracted articles undone; "" for none
    weak: bool
    vague: bool
    multilateral: bool
    count: int | None = None
    definite: bool = False
    anaphoric: bool = False
    named: bool = False  # by the town it was made in
    prospective: bool = False  # "a future agreement"

    def bare(self) -> bool:
        """Has the noun no complement?"""
        return self.last <= self.noun_end


def find_phrases(scene: Scene) -> list[Phrase]:
    """Every noun phrase of the article that may name an instrument, in order."""
    tokens, heads = scene.tokens, words().heads
    out: list[Phrase] = []
    for clause in scene.clauses:
        inside = _inside_actors(clause)
        i = clause.first
        while i < clause.last:
            found = _noun_at(scene, clause, i) if tokens.folded[i] in heads else None
            if found is None or i in inside:
                i += 1
                continue
            phrase = _phrase(scene, clause, i, *found)
            if out and _completes(tokens, out[-1], phrase):
                out[-1] = replace(out[-1], last=phrase.last)
            else:
                out.append(phrase)
            i = max(phrase.last, i + 1)
    return out


def _completes(tokens: Tokens, before: Phrase, after: Phrase) -> bool:
    """Is a noun part of another's name: `declaration for a partnership`, `accords and conventions`?"""
    if before.clause is not after.clause or before.last > after.left:
        return False
    gap = tokens.folded[before.last : after.left]
    joined = (
        after.kind != "project"
        and bool(gap)
        and all(w in words().label["inside"] for w in gap)
        and len(gap) <= 2
    )
    if before.bare() and not gap:
        return after.preposition == "de"
    if joined and gap[-1] in words().label["joints"]:
        return before.bare() and after.first == after.left
    return joined


def _inside_actors(clause: Clause) -> frozenset[int]:
    """Tokens of actors' names: the instrument in `the Organisation of the Treaty of ...` is none."""
    return frozenset(i for m in clause.mentions for i in range(m.first, m.last))


def _noun_at(scene: Scene, clause: Clause, i: int) -> tuple[int, str] | None:
    tokens = scene.tokens
    found = words().nouns.longest(tokens, i)
    if found and found[0] <= clause.last and not _is_verbal(tokens, i):
        return found[0], str(found[1])
    named = words().named.longest(tokens, i)
    if named and named[0] + 1 < clause.last and plain_word(tokens.folded[named[0]]) in words().classes["of"]:
        k = named[0] + 1
        if any(p.first == k and p.place.kind in ("city", "capital") for p in clause.places):
            return named[0], str(named[1])
    return None


def _is_verbal(tokens: Tokens, i: int) -> bool:
    """Idioms with the noun that name no instrument: `agree`, `in agreement with`, `ready to`."""
    if any(words().idioms.longest(tokens, j) for j in range(max(i - 3, 0), i + 1)):
        return True
    before = tokens.folded[i - 1] if i else ""
    after = tokens.folded[i + 1] if i + 1 < len(tokens) else ""
    idioms, word = words().classes, tokens.folded[i]
    if word in idioms["idiom_nouns"] and before in idioms["idiom_before"]:
        return True
    if word in idioms["participles"] and before not in idioms["determiners"] | idioms["quantifiers"]:
        return True
    if word in idioms["consent"] and before in idioms["possessives"]:
        return True
    return word in idioms["ready"] and after in idioms["ready_before"]


def _phrase(scene: Scene, clause: Clause, first: int, noun_end: int, kind: str) -> Phrase:
    w, tokens = words(), scene.tokens
    left, preposition = left_edge(tokens, first, clause.first)
    noun = " ".join(tokens.folded[first:noun_end]).replace("' ", "'")
    last = label_end(scene, clause, noun_end)
    opening = tokens.folded[left:first]
    count = next((w.numbers[x] for x in opening if w.numbers.get(x, 0) > 1), None)
    count = count or next((int(x) for x in opening if x.isdigit() and 1 < int(x) < 1000), None)
    kind = _kind(tokens, kind, noun_end, last)
    return Phrase(
        clause, left, first, noun_end, last, kind, noun, preposition, noun in w.weak, noun in w.vague,
        w.multilateral.longest(tokens, first) is not None, count,
        bool(opening) and not (w.classes["indefinite"].intersection(opening) or _is_count(opening[0])),
        bool(w.classes["anaphoric"].intersection(opening)), w.nouns.longest(tokens, first) is None,
        bool(w.classes["prospective"].intersection(opening)),
    )  # fmt: skip


def _is_count(word: str) -> bool:
    """`five agreements`: a number or a quantity where an article might stand."""
    return word.isdigit() or word in words().numbers or word in words().classes["quantifiers"]


def _kind(tokens: Tokens, kind: str, noun_end: int, last: int) -> str:
    """What the complement makes of the noun: an agreement on a loan is a loan."""
    kinds = data.toml(PACK)["complements"]
    said = set(tokens.folded[noun_end:last])
    for entry in kinds:
        if kind in entry["of"] and said.intersection(fold(x) for x in entry["words"]):
            return str(entry["kind"])
    return kind


def left_edge(tokens: Tokens, first: int, floor: int) -> tuple[int, str]:
    """The first token of the phrase, and the preposition before it."""
    classes = words().classes
    k, left = first - 1, first
    while k >= floor and first - k <= 5:
        word = tokens.folded[k]
        if word in classes["determiners"] or word in classes["quantifiers"] or word.isdigit():
            left = k
            if word in classes["determiners"] and word not in ("de", "d'"):
                break
        elif left < first or _ends_phrase(tokens, k):
            break
        k -= 1
    opening = tokens.folded[left]
    if left < first and opening in contracted():
        return left, plain_word(opening)
    if left < first and plain_word(opening) == "de":
        if left > floor and tokens.folded[left - 1] in classes["transparent"]:
            return left_edge(tokens, left - 1, floor)
        return left, "de"
    before = plain_word(tokens.folded[left - 1]) if left > floor else ""
    if before == "de" and left - 2 >= floor and tokens.folded[left - 2] in classes["transparent"]:
        return left_edge(tokens, left - 2, floor)
    return left, before if before in classes["governing"] or before == "de" else ""


def _ends_phrase(tokens: Tokens, i: int) -> bool:
    """No word of a noun phrase: a mark, a verb, a conjunction."""
    word, g, classes = tokens.folded[i], grammar(), words().classes
    if word in g.avoir or word in g.etre or word in words().verbs or word in classes["barriers"]:
        return True
    return not (word[0].isalpha() or word in classes["marks"])


def label_end(scene: Scene, clause: Clause, i: int) -> int:
    """The token after the label: content words and their complements, up to a verb or a mark."""
    w, tokens, end, ceiling = words(), scene.tokens, i, i + words().longest
    while end < min(clause.last, ceiling):
        word = tokens.folded[end]
        if not word[0].isalnum() and not in_number(tokens, end):
            title = quoted_title(tokens, end, clause.last)
            if title and end - i < 4:
                end = title
                continue
            break
        if (
            word in w.label["stops"]
            and tokens.words[end] != "\u00e0"
            and not goes_on(tokens, i, end, clause.last)
        ):
            break
        if ends_label(tokens, end):
            break
        if tokens.words[end].endswith(_PARTICIPLE) and word in w.verbs:
            break
        if word in w.label["linking"] and end - i > _SHORT:
            break
        if word in w.label["joints"] and w.label["linking"].intersection(tokens.folded[i:end]):
            ceiling = min(ceiling, end + _SECOND)
        end += 1
    while end > i and (tokens.folded[end - 1] in w.label["links"] or tokens.folded[end - 1].endswith("'")):
        end -= 1
    return end


def quoted_title(tokens: Tokens, i: int, ceiling: int) -> int | None:
    """The token after a short stretch in quotation marks that opens at token i."""
    if tokens.words[i] not in words().classes["marks"]:
        return None
    for j in range(i + 2, min(ceiling, i + 9)):
        if tokens.words[j] in words().classes["marks"]:
            return j + 1
    return None


def in_number(tokens: Tokens, i: int) -> bool:
    """The mark of `22,9` and `50.000`."""
    near = tokens.folded[max(i - 1, 0) : i + 2]
    return tokens.folded[i] in (",", ".") and len(near) == 3 and near[0].isdigit() and near[2].isdigit()


def goes_on(tokens: Tokens, first: int, i: int, ceiling: int) -> bool:
    """`and` before another complement or adjective, or between the two of `between X and Y`."""
    w = words()
    since = tokens.folded[first:i]
    if tokens.folded[i] in w.label["joints"] and w.label["linking"].intersection(since):
        return not w.label["joints"].intersection(
            since[max(since.index(x) for x in w.label["linking"] if x in since) :]
        )
    if tokens.folded[i] not in w.label["joints"] or i + 1 >= ceiling:
        return False
    after = tokens.folded[i + 1]
    return after in w.label["after_joint"] or any(after.endswith(e) for e in w.label["adjectives"])


def ends_label(tokens: Tokens, i: int) -> bool:
    """A verb that is finite by its ending: no noun phrase goes on over it."""
    label, word = words().label, tokens.folded[i]
    return any(word.endswith(e) for e in label["stop_endings"]) and word not in label["no_stop"]


def span_of(scene: Scene, phrase: Phrase) -> Span:
    return scene.span(phrase.first, max(phrase.last, phrase.noun_end))
