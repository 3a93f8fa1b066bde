"""What the text does with an instrument: signed, in force, ended, negotiated, announced, proposed.

Constructions, the tightest first: a noun of the act before `of` the instrument, a fixed phrase before it, a
verb whose object it is, a participle or passive after it, a verb whose subject it is.
"""

from __future__ import annotations

from dataclasses import replace

from verbale.extract.instrument_marks import told_after, told_around
from verbale.extract.instrument_verbs import DROPPED, Reading, has_mood, reading_of, verb_at
from verbale.extract.instruments import Phrase, plain_word, words
from verbale.extract.scene import Clause, Scene
from verbale.extract.statuses import has_conditional, has_future
from verbale.morphology import grammar, verb_group
from verbale.tokens import Tokens

_REACH = 34  # tokens walked from the phrase to its verb
_BUDGET = {"nominal": 3, "object": 7, "passive": 9, "participle": 3}  # content words passed on the way


def read_status(scene: Scene, phrase: Phrase, free: frozenset[int]) -> Reading | None:
    """The status of one mention; None where no construction tells it."""
    if phrase.kind == "project":
        return _funded(scene, phrase) or _object(scene, phrase, free) or _after(scene, phrase, free)
    if phrase.kind == "body":
        return _object(scene, phrase, free) or _after(scene, phrase, free)
    left = (
        _nominal(scene, phrase, free)
        or _before(scene, phrase)
        or _under(scene, phrase, free)
        or _object(scene, phrase, free)
    )
    right = _after(scene, phrase, free) or _opening(scene, phrase)
    if left is None or right is None:
        return told_after(scene, phrase, left or right) or left or right or told_around(scene, phrase)
    return right if _yields(left, right) else left


def _yields(left: Reading, right: Reading) -> bool:
    """A participle after the phrase (`signed in May`) against what governs it (`the application of`)."""
    if left.status == "in_force":
        if left.construction == "object":
            return right.construction in ("passive", "participle")
        return right.status in ("signed", "ended") and left.construction != "before"
    if left.status in ("proposed", "wish", DROPPED):
        return right.construction in ("passive", "participle") and right.status in (
            "signed",
            "ended",
            "announced",
        )
    return False


def free_tokens(scene: Scene, clause: Clause) -> frozenset[int]:
    """Tokens that a verb and its object may stand apart by: names, dates, places, what parentheses hold."""
    tokens = scene.tokens
    out = {i for m in clause.mentions for i in range(m.first, m.last)}
    out |= {i for p in clause.places for i in range(p.first, p.last)}
    for d in clause.dates:
        out |= set(range(tokens.at(d.start), tokens.at(d.end)))
    depth = 0
    for i in range(clause.first, clause.last):
        depth += tokens.words[i] == "("
        if depth:
            out.add(i)
        depth -= tokens.words[i] == ")" and depth > 0
    return frozenset(out)


def is_coordinated(scene: Scene, before: Phrase, after: Phrase) -> bool:
    """Does the second phrase stand in one list with the first, no verb between?"""
    tokens, joints = scene.tokens, words().classes["conjoined"]
    gap = range(max(before.last, before.noun_end), after.left)
    if before.clause is not after.clause or not gap or before.kind == "project" or after.kind == "project":
        return False
    if tokens.folded[gap[-1]] not in joints:
        return False
    free = free_tokens(scene, before.clause)
    spent = 0
    for i in gap:
        if verb_at(scene, before.clause, i) or _is_finite(tokens, i) or tokens.folded[i] in (";", "\n"):
            return False
        spent += _cost(tokens, i, free)
    return spent <= _BUDGET["passive"]


def _cost(tokens: Tokens, i: int, free: frozenset[int]) -> int:
    """Does a token count as a content word between a phrase and its verb?"""
    word, classes = tokens.folded[i], words().classes
    if i in free or not word[0].isalnum() or word in classes["prepositions"] or word in classes["light"]:
        return 0
    return 0 if word.isdigit() or any(word.endswith(e) for e in classes["adverb_endings"]) else 1


def _is_finite(tokens: Tokens, i: int) -> bool:
    """An auxiliary: some verb of the clause stands here."""
    g = grammar()
    word = tokens.folded[i]
    if len(word) == 1 and (tokens.words[i] != word or _is_unaccented(tokens, i)):
        return False
    return g.avoir.get(word) not in (None, "infinitive", "gerund") or g.etre.get(word) not in (
        None,
        "infinitive",
        "gerund",
    )


def _is_unaccented(tokens: Tokens, i: int) -> bool:
    """The preposition whose accent a paper leaves out: an article elided or a name follows."""
    return i + 1 < len(tokens) and (
        tokens.folded[i + 1] in words().classes["elided"] or tokens.is_capital(i + 1)
    )


# --- before the phrase ----------------------------------------------------------------------


def _nominal(scene: Scene, phrase: Phrase, free: frozenset[int]) -> Reading | None:
    """`the signing, on Tuesday, of three agreements`."""
    tokens, clause = scene.tokens, phrase.clause
    if phrase.preposition != "de":
        return None
    spent = 0
    for j in range(phrase.left - 1, max(clause.first, phrase.left - _REACH) - 1, -1):
        found = words().nominal.longest(tokens, j)
        if found and found[0] <= phrase.left and j not in free:
            status = _nominal_status(scene, clause, j, str(found[1]))
            return Reading(status, "nominal", scene.span(j, found[0]), j, found[0])
        if verb_at(scene, clause, j):
            return None
        if tokens.folded[j] in words().classes["barriers"] or _is_finite(tokens, j):
            return None
        spent += _cost(tokens, j, free)
        if spent > _BUDGET["nominal"]:
            return None
    return None


def _nominal_status(scene: Scene, clause: Clause, j: int, status: str) -> str:
    tokens = scene.tokens
    near = max(clause.first, j - 10), min(clause.last, j + 12)
    if status == "signed":
        if has_mood(tokens, near[0], j, "denied"):
            return DROPPED
        if has_mood(tokens, near[0], j, "negotiating") or has_mood(tokens, clause.first, j, "talks"):
            return "negotiating"
        if has_mood(tokens, near[0], j, "proposed") or has_conditional(tokens, near[0], j):
            return "proposed"
        if has_future(tokens, near[0], near[1]) or has_mood(tokens, near[0], near[1], "announced"):
            return "announced"
    if status == "ended" and has_mood(tokens, near[0], j, "threat"):
        return "in_force"
    return status


def _before(scene: Scene, phrase: Phrase) -> Reading | None:
    """`in the framework of the agreement`, `put an end to the agreement`."""
    tokens, floor = scene.tokens, phrase.clause.first
    end = phrase.left
    said = [plain_word(w) for w in tokens.folded[max(floor, end - 7) : end]]
    if end < phrase.first and plain_word(tokens.folded[end]) in ("de", "\u00e0", "a"):
        said.append(plain_word(tokens.folded[end]))
        end += 1
    elif end < phrase.first and phrase.preposition:
        pass
    if not said:
        return None
    for form, status in words().before.get(said[-1], ()):
        if tuple(said[-len(form) :]) == form:
            first = max(end - len(form), floor)
            if status == "ended" and has_mood(tokens, max(floor, first - 8), first, "threat"):
                status = "in_force"
            if status == "signed" and has_future(tokens, max(floor, first - 6), first):
                status = "announced"
            if status == "signed" and has_mood(tokens, max(floor, first - 6), first, "denied"):
                status = DROPPED
            return Reading(status, "before", scene.span(first, end), first, end)
    return None


def _under(scene: Scene, phrase: Phrase, free: frozenset[int]) -> Reading | None:
    """`have withdrawn (their country) from the agreement`."""
    tokens, clause = scene.tokens, phrase.clause
    table = words().under.get(phrase.preposition)
    if not table:
        return None
    spent = 0
    for j in range(phrase.left - 1, max(clause.first, phrase.left - 12) - 1, -1):
        verb = verb_at(scene, clause, j, table)
        if verb:
            return reading_of(scene, clause, verb[0], verb[1], "object", phrase)
        spent += _cost(tokens, j, free)
        if spent > (phrase.preposition == "de"):
            return None
    return None


def _object(scene: Scene, phrase: Phrase, free: frozenset[int]) -> Reading | None:
    """`have signed, in the presence of X, an agreement`."""
    tokens, clause = scene.tokens, phrase.clause
    if phrase.preposition and tokens.folded[phrase.left] not in words().classes["partitive"]:
        return None
    spent = 0
    for j in range(phrase.left - 1, max(clause.first, phrase.left - _REACH) - 1, -1):
        verb = verb_at(scene, clause, j)
        if verb:
            status, group = verb
            if group.tense == "participle" and (
                tokens.folded[group.first - 1] in words().classes["first_person"]
                or _shares_auxiliary(scene, clause, j)
            ):
                group = replace(group, voice="active", tense="past")
            if group.tense == "participle" or (group.voice == "passive" and spent > 1):
                spent += 1
                continue
            return reading_of(scene, clause, status, group, "object", phrase)
        if tokens.folded[j] in words().classes["barriers"] or _is_finite(tokens, j):
            return None
        spent += _cost(tokens, j, free)
        if spent > _BUDGET["object"]:
            return None
    return None


def _shares_auxiliary(scene: Scene, clause: Clause, i: int) -> bool:
    """`has asked for their departure and denounced the agreement`: a participle with the auxiliary before."""
    tokens = scene.tokens
    if i <= clause.first or tokens.folded[i - 1] not in words().classes["joints"]:
        return False
    near = range(max(clause.first, i - 16), i - 1)
    return any(tokens.folded[j] in grammar().avoir and _is_finite(tokens, j) for j in near)


# --- after the phrase -----------------------------------------------------------------------


def _after(scene: Scene, phrase: Phrase, free: frozenset[int]) -> Reading | None:
    """`the agreement signed in May`, `an agreement has been signed`, `the agreement that X signed`."""
    tokens, clause = scene.tokens, phrase.clause
    spent, relative = 0, False
    end = max(phrase.last, phrase.noun_end)
    skip = _after_relative(tokens, end, clause.last)
    if skip < clause.last and tokens.folded[skip] in words().classes["subject_relative"]:
        skip += 1
    for j in range(skip, min(clause.last, skip + _REACH)):
        word = tokens.folded[j]
        verb = verb_at(scene, clause, j)
        if verb:
            status, group = verb
            if group.tense == "participle":
                if spent <= _BUDGET["participle"]:
                    return reading_of(scene, clause, status, group, "participle", phrase)
            elif group.voice in ("passive", "reflexive") or relative:
                voice = "object" if relative else "passive"
                return reading_of(scene, clause, status, group, voice, phrase)
            elif status in ("in_force",) and spent <= 1:
                return reading_of(scene, clause, status, group, "subject", phrase)
            return None
        if word in words().classes["relatives"] and j - end <= 2:
            relative = True
        elif word in words().classes["barriers"] or (
            _is_finite(tokens, j) and not _leads_to_verb(scene, clause, j)
        ):
            return None
        spent += _cost(tokens, j, free)
        if spent > _BUDGET["passive"]:
            return None
    return None


def _opening(scene: Scene, phrase: Phrase) -> Reading | None:
    """`Signed in 2019 by X and Y, the agreement ...`: a participle with which the clause opens."""
    tokens, clause = scene.tokens, phrase.clause
    if phrase.left - 1 <= clause.first or tokens.folded[phrase.left - 1] != ",":
        return None
    for j in range(clause.first, min(clause.first + 3, phrase.left)):
        verb = verb_at(scene, clause, j)
        if verb and verb[1].tense == "participle":
            if any(_is_finite(tokens, k) for k in range(clause.first, phrase.left)):
                return None
            return reading_of(scene, clause, *verb, "opening", phrase)
    return None


def _after_relative(tokens: Tokens, i: int, ceiling: int) -> int:
    """The token after `, which is about ..., ` where one opens at token i."""
    opens = words().classes["relative_openers"]
    if i + 1 >= ceiling or tokens.folded[i] != "," or tokens.folded[i + 1] not in opens:
        return i
    return next((j + 1 for j in range(i + 2, min(ceiling, i + 25)) if tokens.folded[j] == ","), i)


def _funded(scene: Scene, phrase: Phrase) -> Reading | None:
    """`a programme financed by X`, `a project carried out by X`: who pays or runs it stands after `by`."""
    tokens, clause = scene.tokens, phrase.clause
    for j in range(phrase.noun_end, min(clause.last - 1, phrase.last + 22)):
        if tokens.folded[j] in words().classes["project_ends"]:
            return None
        for status, lemma, tense in words().verbs.get(tokens.folded[j], ()):
            if (
                status in ("funded", "run")
                and tense == "participle"
                and tokens.folded[j + 1] in words().classes["by"]
            ):
                group = verb_group(tokens, j, lemma, tense, clause.first)
                told = "dropped" if group.negated else "in_force"
                return Reading(told, "funded", scene.span(j, j + 1), j, j + 1, group, status == "funded")
    return None


def _leads_to_verb(scene: Scene, clause: Clause, i: int) -> bool:
    """Does an auxiliary belong to a verb of the pack a few words on?"""
    for j in range(i + 1, min(clause.last, i + 6)):
        verb = verb_at(scene, clause, j)
        if verb:
            return verb[1].first <= i
    return False
