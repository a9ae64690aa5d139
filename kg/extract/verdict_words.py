"""What a predicate says of its subject: a misdeed, blame or praise (cues/verdicts.yaml)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kg.parsed import Token

_COMPLEMENTS = ("attr", "acomp", "oprd")
_NONE = ("no", "hardly", "barely")

Entries = Mapping[str, tuple[tuple[frozenset[str], str], ...]]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The words of verdicts by their first word; `relations` is the relation of each verdict."""

    relations: Mapping[str, str]
    verbs: Entries
    wanting: frozenset[str]
    omitted: Entries
    adjectives: Mapping[str, str]
    nouns: Mapping[str, str]
    objects: Mapping[str, str]
    described: frozenset[str]
    light: frozenset[str]
    copulas: frozenset[str]
    aspects: frozenset[str]
    counters: frozenset[str]
    owned: frozenset[str]
    trusted: Entries
    greetings: Mapping[tuple[str, str], str]
    epithets: Mapping[str, str]

    def of_passive(self, verb: Token, negative: bool) -> str | None:
        """Return what a passive says of whom it is done to: "cannot be trusted"."""
        return _entry(verb, self.trusted) if negative else None

    def owners(self, verb: Token) -> list[Token]:
        """Return whose fault it is: "the delay is Miller's fault"."""
        faults = [c for c in verb.children if c.dep_ == "attr" and c.lemma_ in self.owned]
        return [c for fault in faults for c in fault.children if c.dep_ == "poss"]

    def of_clause(self, verb: Token, negative: bool) -> str | None:
        """Return what a clause says of its subject, or None; what is denied says nothing, but
        that somebody lacks what is wanted is blame."""
        if verb.lemma_ in self.copulas:
            judging = [c for c in verb.children if c.dep_ in _COMPLEMENTS]
            found = next((self.of_phrase(t) for t in judging), None) or _blamed(verb)
        elif verb.lemma_ in self.light and (judging := _objects(verb)):
            found = self._of_object(judging[0]) or _entry(verb, self.verbs)
        else:
            judging, found = [], _entry(verb, self.verbs)
        denied = negative != any(_is_none(t) for t in judging if verb.lemma_ in self.copulas)
        if not denied:
            return found
        wanted = any(_words(t) & self.wanting for t in judging)
        return "bad" if wanted or _entry(verb, self.omitted) else None

    def of_phrase(self, word: Token) -> str | None:
        """Return what a noun or an adjective says of what it is said of, or None."""
        if word.lemma_.lower() in self.counters:
            word = next((g for c in word.children if c.lower_ == "of" for g in c.children), word)
        by_kind = self.nouns if word.pos_ in ("NOUN", "PROPN") else self.adjectives
        return _first(word, by_kind) or self._of_adjectives(word)

    def _of_object(self, noun: Token) -> str | None:
        if found := _first(noun, self.objects):
            return found
        return self._of_adjectives(noun) if noun.lemma_ in self.described else None

    def _of_adjectives(self, noun: Token) -> str | None:
        described = (c for c in noun.children if c.dep_ == "amod")
        return next((v for c in described if (v := _first(c, self.adjectives))), None)


def build(raw: Mapping[str, Any]) -> Verdicts:
    """Return the verdicts of cues/verdicts.yaml."""
    objects = {k: v for k, v in raw["objects"].items() if k != "described"}
    return Verdicts(
        relations=raw["relations"],
        verbs=_entries(raw["verbs"]),
        wanting=frozenset(raw["wanting"]["have"]),
        omitted=_entries({"bad": raw["wanting"]["do"]}),
        adjectives=_by_word(raw["adjectives"]),
        nouns=_by_word(raw["nouns"]),
        objects=_by_word(objects),
        described=frozenset(raw["objects"]["described"]),
        light=frozenset(raw["light"]),
        copulas=frozenset(raw["copulas"]),
        aspects=frozenset(raw["aspects"]),
        counters=frozenset(raw["counters"]),
        owned=frozenset(raw["owned"]),
        trusted=_entries({"bad": raw["trusted"]}),
        greetings=_greetings(raw["greetings"]),
        epithets=_epithets(raw["epithets"], raw["adjectives"]),
    )


def _greetings(groups: Mapping[str, Iterable[str]]) -> dict[tuple[str, str], str]:
    """The verdict by the word and the preposition before whom it is said to, if any."""
    pairs = ((*entry.split(), "", verdict) for verdict in groups for entry in groups[verdict])
    return {(word, after): pair[-1] for pair in pairs for word, after in [pair[:2]]}


def _epithets(
    own: Mapping[str, Iterable[str]], adjectives: Mapping[str, Iterable[str]]
) -> dict[str, str]:
    """Name-calling is blame, not a charge: any adjective that blames, but few that praise."""
    blame = [*own["bad"], *adjectives["bad"], *adjectives["wrong"]]
    return _by_word({"bad": blame, "good": own["good"]})


def _by_word(groups: Mapping[str, Iterable[str]]) -> dict[str, str]:
    return {word: verdict for verdict, words in groups.items() for word in words}


def _entries(groups: Mapping[str, Iterable[str]]) -> Entries:
    """Entries of one or more words ("break promise"), by their first."""
    found: dict[str, tuple[tuple[frozenset[str], str], ...]] = {}
    for verdict, entries in groups.items():
        for entry in entries:
            first, *rest = entry.split()
            found[first] = (*found.get(first, ()), (frozenset(rest), verdict))
    return found


def _entry(verb: Token, entries: Entries) -> str | None:
    """The verdict of an entry all of whose words stand at the verb."""
    known = entries.get(verb.lemma_.lower(), ()) + entries.get(verb.lower_, ())
    if not known:
        return None
    near = {form for t in _near(verb) for form in _words(t)}
    return next((verdict for rest, verdict in known if rest <= near), None)


def _near(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        yield child
        if child.dep_ in ("prep", "advmod"):
            yield from child.children


def _objects(verb: Token) -> list[Token]:
    return [c for c in verb.children if c.dep_ == "dobj"]


def _first(word: Token, known: Mapping[str, str]) -> str | None:
    return known.get(word.lower_) or known.get(word.lemma_.lower())


def _words(word: Token) -> set[str]:
    return {word.lower_, word.lemma_.lower()}


def _blamed(verb: Token) -> str | None:
    """ "Miller is to blame"."""
    blamed = any(c.lemma_ == "blame" and c.dep_ == "xcomp" for c in verb.children)
    return "wrong" if blamed else None


def _is_none(word: Token) -> bool:
    """ "no hero", "hardly fit"."""
    return any(c.lower_ in _NONE for c in word.children)
