"""Which names of one document name the same thing."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.extract.candidates import BODIES, Candidate
from kg.extract.titles import Titled
from kg.extract.vocabulary import Vocabulary
from kg.ontology import Ontology
from kg.parsed import Doc

_SUFFIXES = {"jr", "sr", "ii", "iii"}
_SMALL = {"of", "the", "and", "for", "in", "on", "de", "&", "to"}


@dataclass(frozen=True, slots=True)
class Cluster:
    """The names of one thing: `roots` of its candidates, its name and its other forms."""

    type: str
    name: str
    aliases: tuple[str, ...]
    roots: tuple[int, ...]


def clusters(
    doc: Doc,
    names: Sequence[Candidate],
    titled: Sequence[Titled],
    words: Vocabulary,
    ontology: Ontology,
) -> list[Cluster]:
    """Return the clusters of the document's names, in order of first mention."""
    texts = {c.root: c.text(doc) for c in names}
    keys = _keys(doc, names, texts, words, ontology)
    members: dict[str, list[Candidate]] = defaultdict(list)
    for c in names:
        members[keys[c.root]].append(c)
    titles = _titled_forms(doc, titled)
    return [_cluster(group, texts, titles) for group in members.values()]


def _keys(
    doc: Doc,
    names: Sequence[Candidate],
    texts: Mapping[int, str],
    words: Vocabulary,
    ontology: Ontology,
) -> dict[int, str]:
    acronyms = {**_initials(names, texts), **_acronyms(doc, names, texts)}
    full = {**acronyms, **_short_bodies(names, texts, words)}
    keys: dict[int, str] = {}
    people = _full_names(doc, names, words)
    for c in names:
        family = "Body" if texts[c.root] in acronyms else ontology.family(c.type)
        text = full.get(texts[c.root]) or c.canonical or texts[c.root]
        if family == "Person" and c.canonical is None:
            keys[c.root] = "Person " + _person_key(c, _tokens(doc, c), people)
        elif family == "Account":
            keys[c.root] = "Account " + text.lower()
        else:
            keys[c.root] = ("Place " if family == "Place" else "Body ") + _plain(text)
    return keys


def _short_bodies(
    names: Sequence[Candidate], texts: Mapping[int, str], words: Vocabulary
) -> dict[str, str]:
    """ "Goldman" for "Goldman Sachs", "the Chronicle" for "Austin Chronicle": the first or last
    word of the only body that has it so."""
    bodies: dict[str, set[str]] = defaultdict(set)
    for c in names:
        parts = texts[c.root].split()
        if c.type in BODIES and c.kind == "name" and len(parts) > 1:
            for part in {parts[0], parts[-1]}:
                if part not in words.gender:
                    bodies[part].add(c.canonical or texts[c.root])
    single = {
        texts[c.root] for c in names if c.type in BODIES and c.kind == "name" and not c.canonical
    }
    return {w: next(iter(bodies[w])) for w in single if len(bodies.get(w, ())) == 1}


def _full_names(
    doc: Doc, names: Sequence[Candidate], words: Vocabulary
) -> dict[int, tuple[str, ...]]:
    """The people named by more than one word, by root; what agrees takes the first form."""
    found: dict[int, tuple[str, ...]] = {}
    for c in names:
        tokens = _tokens(doc, c)
        if c.type == "Person" and c.canonical is None and len(tokens) > 1:
            same = (k for k in found.values() if _agree(tokens, k, words))
            found[c.root] = next(same, tokens)
    return found


def _person_key(
    c: Candidate, tokens: tuple[str, ...], people: Mapping[int, tuple[str, ...]]
) -> str:
    """The full name that a form belongs to: of several with one surname the one named most often
    in full, then the last before it."""
    if c.root in people:
        return " ".join(people[c.root])
    for part in (_surname, _first_name, _family_name):
        same = {root: name for root, name in people.items() if part(name) == tokens[0]}
        if same:
            often = Counter(same.values())
            before = [name for root, name in reversed(same.items()) if root < c.root]
            return " ".join(max(before or same.values(), key=lambda n: often[n]))
    return tokens[0]


def _surname(name: Sequence[str]) -> str:
    return name[-1]


def _first_name(name: Sequence[str]) -> str:
    return name[0]


def _family_name(name: Sequence[str]) -> str:
    """The surname before "Jr."."""
    return name[-2] if name[-1] in _SUFFIXES and len(name) > 2 else ""


def _tokens(doc: Doc, c: Candidate) -> tuple[str, ...]:
    found = [t.lower_.strip(".") for t in doc[c.start : c.end] if not t.is_punct and not t.is_space]
    return tuple(found) or (c.text(doc).lower(),)


def _agree(a: tuple[str, ...], b: tuple[str, ...], words: Vocabulary) -> bool:
    """ "Tareck El Aissami" and "El Aissami", "Joe Biden" and "Joseph R. Biden"."""
    short, long = sorted((a, b), key=len)
    if (short[-1] in _SUFFIXES) != (long[-1] in _SUFFIXES):
        return False  # "Donald Trump" and "Donald Trump Jr."
    if short in (long[: len(short)], long[-len(short) :]):
        return True
    if a[-1] != b[-1]:
        return False
    first, other = a[0], b[0]
    if first == other or (first[0] == other[0] and 1 in (len(first), len(other))):
        return True
    return _is_short_for(other, first, words) or _is_short_for(first, other, words)


def _is_short_for(short: str, full: str, words: Vocabulary) -> bool:
    """Whether the data lists the nickname, where names are written with a capital."""
    return short.title() in words.nicknames.get(full.title(), ())


def _acronyms(doc: Doc, names: Sequence[Candidate], texts: Mapping[int, str]) -> dict[str, str]:
    """Acronyms that the document itself explains: "Immigration and Customs Enforcement (ICE)",
    "ICE (Immigration and Customs Enforcement)"."""
    ends = {c.end: c for c in names if c.kind == "name"}
    found = {}
    for second in names:
        if second.start < 2 or doc[second.start - 1].text != "(" or second.kind != "name":
            continue
        first = ends.get(second.start - 1)
        for short, long in ((second, first), (first, second)):
            if short and long and _initials_match(texts[short.root], texts[long.root]):
                found[texts[short.root]] = long.canonical or texts[long.root]
    return found


def _initials(names: Sequence[Candidate], texts: Mapping[int, str]) -> dict[str, str]:
    """ "LCN" where the only body with those initials is the League of Coastal Nations."""
    bodies: dict[str, set[str]] = defaultdict(set)
    for c in names:
        if c.type in BODIES and c.kind == "name" and len(letters := _letters(texts[c.root])) > 2:
            bodies[letters].add(c.canonical or texts[c.root])
    unknown = {texts[c.root] for c in names if c.kind == "name" and not c.canonical}
    return {a: next(iter(bodies[a])) for a in unknown if len(bodies.get(a, ())) == 1}


def _initials_match(acronym: str, name: str) -> bool:
    plain = re.sub(r"\W", "", acronym).upper()
    return 1 < len(plain) < len(name) and _letters(name).endswith(plain)


def _letters(name: str) -> str:
    parts = (w for w in re.split(r"[\s\-/.]+", name) if w and w.lower() not in _SMALL)
    return "".join(w[0] for w in parts).upper()


def _plain(text: str) -> str:
    plain = re.sub(r"[^\w\s]", "", text.casefold())
    return " ".join(w for w in plain.split() if w != "the")


def _titled_forms(doc: Doc, titled: Iterable[Titled]) -> dict[int, str]:
    return {t.bearer: " ".join(doc[t.start : t.end].text.split()) for t in titled if t.before}


def _cluster(
    group: Sequence[Candidate], texts: Mapping[int, str], titles: Mapping[int, str]
) -> Cluster:
    named = [c for c in group if c.kind != "demonym"]
    forms = Counter(texts[c.root] for c in named)
    canonical = next((c.canonical for c in group if c.canonical), None)
    name = canonical or min(forms, key=lambda f: (-len(f.split()), -forms[f], f))
    aliases = [f for f in forms if f != name]
    aliases += [f"{titles[c.root]} {texts[c.root]}" for c in named if c.root in titles]
    kinds = Counter(c.type for c in group)
    kind = min(kinds, key=lambda k: (-kinds[k], k))
    return Cluster(kind, name, tuple(sorted(set(aliases))), tuple(c.root for c in group))
