"""Unnamed actors: "protesters", "a senior official", "Israeli police", "a Turkish man".

A name inside the phrase is kept: `acts_for` where the noun acts for it, else `origin`. Plural
bare forces with an agency's name ("3,000 ICE agents") are no mention of their own: the agency acts;
so does the owner of a weapon ("a Russian missile hit ..."). A body of a state ("the Israeli
government") is an Agency.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from kg.extract.candidates import Candidate, by_root, name_inside, taken
from kg.extract.titles import Titled
from kg.extract.vocabulary import Vocabulary
from kg.parsed import Doc, Token

_LINKS = ("of", "from", "with", "for", "at")
_NO_ACTORS = ("compound", "attr", "oprd", "acomp", "amod", "nmod", "npadvmod")
_AGE = "year-old"
_SIDES = ("nsubj", "nsubjpass", "dobj", "dative", "pobj", "poss", "appos", "conj", "ROOT")
_MANY = ("NNS", "NNPS")
_AMOUNTS = ("dozen", "hundred", "thousand", "million", "score", "number", "group", "handful")


def nominals(
    doc: Doc, names: Sequence[Candidate], titled: Sequence[Titled], words: Vocabulary
) -> Iterator[Candidate]:
    """Yield the unnamed actors of the Doc, in order."""
    busy = taken(names) | {i for t in titled if t.before for i in range(t.start, t.end)}
    heads = by_root(names)
    for token in doc:
        if token.i in busy:
            if _is_counted(token, heads):
                yield Candidate(left_edge(token, words), token.i + 1, token.i, "Group", "nominal")
            continue
        if token.lower_ not in words.role_words and token.lemma_.lower() not in words.role_nouns:
            continue
        role = _role(token, words)
        if role is None or _is_predicate(token) or force_names(token, names, words):
            continue
        found = _candidate(token, role, heads, words)
        if role not in words.doubtful or _is_meant(token, found, words):
            yield found


def _is_predicate(token: Token) -> bool:
    """A noun that only says what somebody or something is: "as a doctor", "go to court"."""
    if token.dep_ in _NO_ACTORS:
        return True
    if token.dep_ != "pobj":
        return False
    kind = token.head.lower_ == "of" and token.head.head.lower_ in ("kind", "sort", "type")
    bare = token.tag_ == "NN" and token.lower_ == "court" and not any(token.lefts)
    inside = token.nbor(-1).text == "-"  # "commander-in-chief"
    return token.head.lower_ == "as" or kind or bare or inside


def _candidate(
    token: Token, role: str, heads: Mapping[int, Candidate], words: Vocabulary
) -> Candidate:
    links = (*_LINKS, "in") if role in words.local else _LINKS
    inner = name_inside(token, heads, links)
    acts = inner is not None and _acts_for(role, heads[inner], words)
    found = Candidate(
        left_edge(token, words),
        _end(token, words),
        token.i,
        "Group" if _is_many(token, role, words) else "Unnamed",
        "nominal",
        acts_for=inner if acts else None,
        origin=None if acts else inner,
    )
    return (
        _as_state_body(token.doc, found, heads[inner], words)
        if inner is not None and acts
        else found
    )


def _as_state_body(doc: Doc, c: Candidate, place: Candidate, words: Vocabulary) -> Candidate:
    """A body of a state is an Agency, the same in every document: "Israel's government".

    "The previous Israeli government" is another one.
    """
    other = any(t.lower_ in words.title_kept for t in doc[c.start : c.root])
    before = place.start < c.root
    inner = doc[place.end : c.end] if before else doc[c.start : place.start]
    phrase = tuple(t.lower_ for t in inner if t.lower_ not in ("'s", "’s", "of", "the"))
    qualified = bool(phrase) and phrase[0] in words.qualifiers
    if place.type != "Place" or other or phrase[qualified:] not in words.state_suffixes:
        return c
    state = place.canonical or place.text(doc)
    name = f"{' '.join(phrase)} of {'the ' * (state in words.articled)}{state}"
    start, end = min(c.start, place.start), max(c.end, place.end)
    return replace(c, start=start, end=end, type="Agency", canonical=name)


def _role(token: Token, words: Vocabulary) -> str | None:
    """The role noun, in the singular, that a token is, or what else stands for persons."""
    if token.pos_ in ("NOUN", "PROPN"):
        if _is_verb(token) or (token.i > 1 and _of_phrase(token.nbor(-2), words)):
            return None  # "it forces them"; the "staff" of a chief of staff
        return _role_noun(token, words) or _amount(token, words)
    if token.lower_ in words.adjectives and _has_the(token) and token.dep_ in _SIDES:
        return token.lower_
    return _AGE if _is_age(token) else _amount(token, words)


def _role_noun(token: Token, words: Vocabulary) -> str | None:
    """A role of two words ("asylum seeker") or of one, an office, or a people."""
    two = f"{token.nbor(-1).lower_} {token.lower_}" if token.i else ""
    if two in words.not_persons:
        return None
    lemma = token.lemma_.lower()
    role = words.roles.get(two) or words.roles.get(token.lower_)
    if role is None and lemma in words.role_nouns:
        return lemma
    if role is None and token.lower_ in words.offices and _is_described(token, words):
        return token.lower_
    return role or (token.text if token.text in words.peoples else None)


def _amount(token: Token, words: Vocabulary) -> str | None:
    """ "Thousands protested", "it killed dozens": persons who are only counted."""
    if token.lower_ not in words.amounts or any(c.lower_ == "of" for c in token.children):
        return None
    acts = token.dep_ == "nsubj" and token.head.pos_ == "VERB"
    harmed = token.dep_ in ("dobj", "nsubjpass") and token.head.lemma_ in words.harmed_by
    return token.lower_ if acts or harmed else None


def _is_verb(token: Token) -> bool:
    """Whether a root that the tagger takes for a noun has what only verbs have."""
    return token.dep_ == "ROOT" and any(c.dep_ in ("nsubj", "dobj") for c in token.children)


def _is_many(token: Token, role: str, words: Vocabulary) -> bool:
    return (
        token.tag_ in _MANY
        or role in words.collective
        or token.lower_ in words.plurals
        or token.lower_ in words.amounts
        or token.text in words.peoples
        or words.adjectives.get(token.lower_) == "many"
    )


def _is_counted(token: Token, heads: Mapping[int, Candidate]) -> bool:
    """Whether a demonym counts persons: "two Palestinians", "dozens of Syrians" are no state."""
    name = heads.get(token.i)
    if name is None or name.kind != "demonym" or token.tag_ not in _MANY:
        return False
    if any(c.dep_ == "nummod" for c in token.children):
        return True
    amount = token.head.head
    return token.dep_ == "pobj" and token.head.lower_ == "of" and amount.lemma_ in _AMOUNTS


def _acts_for(role: str, name: Candidate, words: Vocabulary) -> bool:
    """ "Hamas militants" act for Hamas; "Palestinian militants" are only from there."""
    if role in words.acts_for or role in words.offices:
        return True
    return role in words.acts_for_body and name.type != "Place"


def force_names(
    noun: Token, names: Sequence[Candidate], words: Vocabulary
) -> tuple[Candidate, ...]:
    """Return who acts where a bare force or a weapon is said to act.

    The agencies before a plural bare force ("ICE and Border Patrol agents"); the owner of a weapon
    ("a Russian missile hit", "hit by Russian missiles").
    """
    if noun.lemma_.lower() in words.instruments and _acts(noun):
        owner = name_inside(noun, by_root(names), ("of", "from"))
        return tuple(c for c in names if c.root == owner)
    if noun.lemma_.lower() not in words.forces or noun.tag_ != "NNS":
        return ()
    return _agencies_before(noun, {c.end: c for c in names if c.kind == "name"})


def _acts(noun: Token) -> bool:
    """Whether the noun is the subject of an active verb or the agent of a passive one."""
    by = noun.dep_ == "pobj" and noun.head.dep_ == "agent"
    return by or (noun.dep_ == "nsubj" and noun.head.pos_ == "VERB")


def _agencies_before(noun: Token, ends: Mapping[int, Candidate]) -> tuple[Candidate, ...]:
    found: list[Candidate] = []
    at = noun.i
    while at > 0:
        name = ends.get(at)
        if name is not None and name.type == "Agency":
            found.append(name)
            at = name.start
        elif (found and noun.doc[at - 1].lower_ in ("and", "or", "(", ")", ",", "the", "&")) or (
            not found and noun.doc[at - 1].text == ")"
        ):
            at -= 1
        else:
            break
    return tuple(reversed(found))


def _is_meant(token: Token, found: Candidate, words: Vocabulary) -> bool:
    """Whether a noun that is often no actor ("campaign", "source") is one here."""
    if found.acts_for is not None or found.origin is not None:
        return True
    speaks = token.dep_ == "nsubj" and token.head.lemma_ in words.speech
    return speaks or (token.dep_ == "pobj" and token.head.head.lower_ == "according")


def _is_age(token: Token) -> bool:
    """The "old" of "the 45-year-old", where no noun follows that it describes."""
    if token.lower_ != "old" or token.dep_ not in _SIDES or token.i < 4:
        return False
    return [t.lower_ for t in token.doc[token.i - 3 : token.i]] == ["-", "year", "-"]


def _of_phrase(token: Token, words: Vocabulary) -> int | None:
    """The last noun of a role of several words: "chief of staff", "prisoners of war"."""
    if token.i + 2 >= len(token.doc) or token.nbor().lower_ != "of":
        return None
    phrase = f"{token.lower_} of {token.nbor(2).lower_}"
    return token.i + 2 if phrase in words.roles else None


def _has_the(token: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ == "the" for c in token.children)


def _is_described(token: Token, words: Vocabulary) -> bool:
    """ "the bishop", "a retired colonel": an office that is no name."""
    return _has_the(token) or any(c.lower_ in words.vague for c in token.children)


def _end(token: Token, words: Vocabulary) -> int:
    last = _of_phrase(token, words)
    return token.i + 1 if last is None else last + 1


def left_edge(token: Token, words: Vocabulary) -> int:
    """Return where the noun's own modifiers begin, without articles, numbers and possessors."""
    if _is_age(token):
        return token.i - 4
    inner = [c.left_edge.i for c in token.lefts if c.dep_ in ("compound", "amod", "nmod")]
    outer = [c.i for c in token.lefts if c.dep_ in ("det", "poss", "nummod", "predet", "prep")]
    breaks = [t.i for t in token.doc[token.left_edge.i : token.i] if _breaks(t, words)]
    floor = max([*outer, *breaks], default=-1)
    return min((i for i in inner if i > floor), default=floor + 1 if breaks and inner else token.i)


def _breaks(token: Token, words: Vocabulary) -> bool:
    """Whether a noun phrase begins after this token: "many", "only", a dash, a line's end."""
    dash = token.text in ("-", "–", "—") and bool(token.i and token.nbor(-1).whitespace_)
    return dash or token.lower_ in words.quantifiers or token.is_space
