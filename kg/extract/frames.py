"""Frames: which words of a sentence trigger which relation, and who fills its sides.

Frames are chosen by the trigger lemmas present, so the cost does not grow with the ontology.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.extract.arguments import Argument, Arguments
from kg.extract.operators import Status, status
from kg.extract.readings import Reading, names_person, read, said_of
from kg.extract.role_nouns import may_belong
from kg.ontology import Condition, Frame, Ontology
from kg.ontology_rows import VERDICTS
from kg.parsed import Token

KINDS = {"VERB": "verbs", "NOUN": "nouns", "PROPN": "nouns", "ADJ": "adjectives"}
_MAX_SIDE = 6
_WHERE = ("in", "at", "near", "along")
_LOOSE = ("compound", "from")
_PLACES = frozenset(("Place", "Facility"))
_PEOPLE = frozenset(("Person", "Group", "Unnamed"))

type _Look = Callable[[Token], tuple[Argument, ...]]


@dataclass(frozen=True, slots=True)
class Draft:
    """A candidate statement on tokens: its sides are arguments, or None where nobody is named."""

    relation: str
    head: Argument | None
    tail: Argument | None
    trigger: Token
    roles: Mapping[str, tuple[Token, ...]]
    status: Status
    rule: str
    inherited: bool = False
    role: str | None = None


def drafts(sentence: Sequence[Token], ontology: Ontology, arguments: Arguments) -> Iterator[Draft]:
    """Yield the candidate statements of a sentence, by trigger in text order."""
    for reading, frame in standing(sentence, ontology, arguments):
        if _holds(reading, frame, arguments):
            yield from _fill(reading, frame, ontology, arguments)


def standing(
    sentence: Sequence[Token], ontology: Ontology, arguments: Arguments
) -> Iterator[tuple[Reading, Frame]]:
    """Yield each frame whose words stand in a sentence, with what is around its trigger."""
    for token in sentence:
        kind = KINDS.get(token.pos_)
        if kind is None:
            continue
        frames = ontology.triggers[kind].get(token.lemma_.lower(), ())
        if not frames or (token.pos_ == "PROPN" and _is_of_name(token, arguments)):
            continue
        matched = [] if _performs(token, ontology) else _most_specific(token, frames)
        reading = read(token, kind, ontology, arguments) if matched else Reading(token, {})
        if kind == "nouns" and any(_says_what(frame, ontology) for frame in matched):
            reading = said_of(reading, ontology, arguments)
        yield from ((reading, frame) for frame in matched)


def _performs(verb: Token, ontology: Ontology) -> bool:
    """ "offered condolences to X": the noun says what is done by saying it."""
    if verb.lemma_ not in ontology.auxiliaries["performing"]:
        return False
    said = (c.lemma_.lower() for c in verb.children if c.dep_ == "dobj")
    found = (f.relation for word in said for f in ontology.triggers["nouns"].get(word, ()))
    return any(relation in ontology.auxiliaries["performed"] for relation in found)


def _is_of_name(token: Token, arguments: Arguments) -> bool:
    """Whether a capitalised noun is no word of its own but part of a name or of its title."""
    return token.i in arguments.inside or token.i in arguments.bearers


def _says_what(frame: Frame, ontology: Ontology) -> bool:
    """Whether the noun says what somebody is ("Ann is the head of Acme"), not what he does."""
    return _is_tie(frame, ontology) and ("subject",) in (frame.roles["head"], frame.roles["tail"])


def _is_tie(frame: Frame, ontology: Ontology) -> bool:
    return ontology.relation_types[frame.relation].kind == "state"


def _most_specific(token: Token, frames: Sequence[Frame]) -> list[Frame]:
    """The frames whose lemma stands here; "phone call" outranks "call", "call off" "call"."""
    lengths = [(_lemma_length(token, frame), frame) for frame in frames]
    longest = max((n for n, _ in lengths), default=0)
    return [frame for n, frame in lengths if n and n == longest]


def _lemma_length(token: Token, frame: Frame) -> int:
    """Words of the longest of the frame's lemmas that stands here with all its parts, or 0."""
    word, at = token.lemma_.lower(), -1 if frame.kind == "nouns" else 0
    longest = 0
    for lemma in frame.lemmas:
        longer = lemma[at] == word and len(lemma) > longest
        if longer and _words_near(token, lemma[:-1] if at else lemma[1:]):
            longest = len(lemma)
    return longest


def _words_near(token: Token, words: tuple[str, ...]) -> bool:
    """Whether the other words of a lemma hang on the trigger, directly or by one step."""
    if not words:
        return True
    near = {t.lemma_.lower() for c in token.children for t in (c, *c.children)}
    near |= {c.lower_ for c in token.children}
    return all(word in near for word in words)


def _holds(reading: Reading, frame: Frame, arguments: Arguments) -> bool:
    if any(meets(reading, slot, c, arguments) for slot, c in frame.unless.items()):
        return False
    return all(meets(reading, slot, c, arguments) for slot, c in frame.where.items())


def meets(reading: Reading, slot: str, condition: Condition, arguments: Arguments) -> bool:
    """Whether what fills a slot meets a condition of a frame."""
    tokens = reading.slot(slot)
    if isinstance(condition, tuple):
        return any(t.lemma_.lower() in condition or t.lower_ in condition for t in tokens)
    if condition in ("present", "absent"):
        return bool(tokens) == (condition == "present")
    if condition in VERDICTS:
        return any(arguments.words.verdicts.of_phrase(t) == condition for t in tokens)
    if condition in ("infinitive", "finite"):
        infinitive = any(c.tag_ == "TO" for t in tokens for c in t.children)
        return bool(tokens) and infinitive == (condition == "infinitive")
    if condition == "money":
        return any(t.ent_type_ == "MONEY" for t in tokens)
    if condition == "person":
        return any(a.type in _PEOPLE for t in tokens for a in arguments.at(t))
    if condition == "body":
        return any(arguments.is_actor(t) and not _is_person(t, arguments) for t in tokens)
    actor = any(arguments.is_actor(t) for t in tokens)
    return actor if condition == "actor" else bool(tokens) and not actor


def _is_person(token: Token, arguments: Arguments) -> bool:
    return any(a.type == "Person" for a in arguments.at(token))


def _fill(
    reading: Reading, frame: Frame, ontology: Ontology, arguments: Arguments
) -> Iterator[Draft]:
    if frame.roles.get("role") == ("self",):
        reading = reading.without_support()
    reading = _owning(reading, frame, ontology, arguments)
    near, deep = (arguments.at, arguments.below), (arguments.deep, arguments.makers)
    # what belongs to somebody is not somewhere, nor is it anybody's, because its owner is
    doers = near[:1] if _is_tie(frame, ontology) else (*near, deep[1])
    head_slot, heads = _side(reading, frame.roles["head"], None, doers, acts=True)
    tail_slot, tails = _side(reading, frame.roles["tail"], head_slot, (*near, *deep))
    if tail_slot is not None and tail_slot == head_slot:
        tails = ()
    if tail_slot == "reciprocal":
        heads = tuple(a for t in reading.slot("party") for a in arguments.at(t)) or heads
    if {a.root for a in tails} == {a.root for a in heads}:
        tails = ()  # in "a bill backed by Smith" nobody backs Smith
    found = {"head": heads, "tail": tails}
    if any(not found.get(role, True) for role in frame.requires) or not (heads or tails):
        return
    roles = {r: _tokens(reading, frame.roles[r]) for r in frame.roles if r not in ("head", "tail")}
    how = f"{frame.relation}:{reading.trigger.lemma_.lower()}:{head_slot or '-'}:{tail_slot or '-'}"
    turned = _performed(status(reading.trigger, ontology), frame, ontology)
    for head in heads[:_MAX_SIDE] or (None,):
        for tail in tails[:_MAX_SIDE] or (None,):
            if head and tail and head.root == tail.root:
                continue
            yield Draft(
                frame.relation, head, tail, reading.trigger, roles, turned, how, reading.inherited
            )


def _owning(reading: Reading, frame: Frame, ontology: Ontology, arguments: Arguments) -> Reading:
    """The reading of a role noun without what its bearer is only from: "the German player"."""
    if not _says_what(frame, ontology):
        return reading
    cues, expected = ontology.cues["roles"], ontology.relation_types[frame.relation].tail
    where = _PLACES.issuperset(expected)
    kept = {
        name: tuple(t for t in tokens if may_belong(reading.trigger, t, arguments, cues, where))
        for name in _LOOSE
        if (tokens := reading.slots.get(name))
    }
    of = reading.slots.get("of", ())
    if "Person" not in expected and "of" in frame.roles["tail"]:
        kept["of"] = tuple(t for t in of if not names_person(t, arguments))
    return replace(reading, slots={k: v for k, v in {**reading.slots, **kept}.items() if v})


def _performed(found: Status, frame: Frame, ontology: Ontology) -> Status:
    """ "offered harsh criticism of X": who offers words has said them."""
    verb = found.governor if frame.kind == "nouns" else None
    if verb is None or verb.lemma_ not in ontology.auxiliaries["performing"]:
        return found
    speech = ontology.relation_types[frame.relation].kind == "speech"
    return replace(found, turned=None, governor=None) if speech else found


def _side(
    reading: Reading,
    slots: tuple[str, ...],
    used: str | None,
    looks: Sequence[_Look],
    acts: bool = False,
) -> tuple[str | None, tuple[Argument, ...]]:
    """The first slot that holds actors, else the first whose phrase holds one; where things are
    ("a camp in Syria") comes last.

    A bare force ("sent troops") gives way to a later slot, for who sends it acts; so does a work to
    who made it.
    """
    names = [name for name in slots if name != used]
    filled = [(name, tokens) for name in names if (tokens := reading.slot(name))]
    places = [f for f in filled if "." in f[0] and f[0].rpartition(".")[2] in _WHERE]
    plain = [f for f in filled if f not in places] if places else filled
    weak: tuple[str | None, tuple[Argument, ...]] = None, ()
    for look, among in [
        *((look, plain) for look in looks),
        *((look, places) for look in looks[:2]),
    ]:
        for name, tokens in among:
            found = _found(tokens, look)
            if acts and name.endswith("compound"):
                found = tuple(a for a in found if not a.town)
            if not all(_gives_way(a, acts) for a in found):
                return name, found
            weak = (name, found) if found and not weak[1] else weak
        if len(names) == 1 and any(a.bare_force for a in weak[1]):
            break
    return weak


def _found(tokens: tuple[Token, ...], look: _Look) -> tuple[Argument, ...]:
    """What the tokens of a slot lead to, each once."""
    found = [a for t in tokens for a in look(t)]
    return tuple(dict.fromkeys(found)) if len(found) > 1 else tuple(found)


def _gives_way(a: Argument, acts: bool) -> bool:
    return a.bare_force or (acts and a.type == "Work")


def _tokens(reading: Reading, slots: tuple[str, ...]) -> tuple[Token, ...]:
    return next((reading.slot(name) for name in slots if reading.slot(name)), ())
