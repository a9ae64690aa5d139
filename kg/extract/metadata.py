"""What the metadata of a post name: its author, whom it answers, whose post it repeats. Of an
article they name who says "I" in it.

Such a mention has no place in the text. It is a candidate like any other, but its root is the index
of no token: it is below zero, and its name is its `canonical`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from kg.extract.accounts import account_name
from kg.extract.candidates import Candidate
from kg.extract.gazetteer import Entry
from kg.records import Document, Mention
from kg.resolve.entities import normalised
from kg.resolve.names import Cluster

_TOKEN = re.compile(r"(?=.*[A-Za-z])@?[A-Za-z0-9_][A-Za-z0-9_.@-]*")
_BOTH = (
    re.compile(r"(?P<name>.+?)[\s,/|–—-]*[(\[<]?(?P<handle>@[\w.@-]*\w)[)\]>]?"),
    re.compile(r"(?P<handle>@[\w.@-]*\w)\s*[(\[<](?P<name>[^()\[\]<>]+)[)\]>]"),
)
_POST = re.compile(r"(?<=[\w/])/(?:status|post|posts|statuses)/\w+/?$")  # in a link to a post
_LINK = re.compile(r"https?://\S+")
_ONE_PERSON = re.compile(r"(?:By )?(?P<name>[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]*){1,3})")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The names in a document's metadata: `fields` by root, roots by `sources` and by `owners`.

    A source is the account where there is one; `owners` maps its root to that of its owner's name.
    `narrator` is the root of who says "I" in an article.
    """

    names: tuple[Candidate, ...] = ()
    fields: Mapping[int, str] = field(default_factory=dict)
    sources: Mapping[str, int] = field(default_factory=dict)
    owners: Mapping[int, int] = field(default_factory=dict)
    narrator: int | None = None

    @property
    def author(self) -> int | None:
        """The root of who wrote the post, or of its publisher where no author is known."""
        return self.sources.get("author", self.sources.get("publisher"))


def read(document: Document, known: Mapping[str, Entry], platforms: Mapping[str, Any]) -> Metadata:
    """Return what a post's metadata name, and nothing for a document of another kind.

    `known` are the gazetteer's entries by their forms, `platforms` the cues of that name.
    """
    names: list[Candidate] = []
    fields: dict[int, str] = {}
    sources: dict[str, int] = {}
    owners: dict[int, int] = {}
    for name, value in _filled(document, platforms):
        made = [
            replace(c, root=-1 - len(names) - n)
            for n, c in enumerate(_parties(name, value, known, platforms))
        ]
        names += made
        fields |= {c.root: name for c in made}
        sources.update((name, c.root) for c in made[:1])
        owners.update((made[0].root, c.root) for c in made[1:])
    return Metadata(tuple(names), fields, sources, owners)


def narrated(document: Document, known: Mapping[str, Entry]) -> Metadata:
    """Return the author of an article that is told in the first person, where it is one person."""
    one = _ONE_PERSON.fullmatch((document.author or "").strip())
    if one is None or one["name"] in known:
        return Metadata()
    author = replace(_named("Person", one["name"]), root=-1)
    return Metadata((author,), {-1: "author"}, narrator=-1)


def joined(things: Sequence[Cluster], metadata: Metadata) -> list[Cluster]:
    """Return the clusters with the metadata's names, each in the one that has its name."""
    found = list(things)
    for c in metadata.names:
        name = c.canonical or ""
        at = next((n for n, thing in enumerate(found) if _is_named(thing, name)), None)
        if at is None:
            found.append(Cluster(c.type, name, (), (c.root,)))
        else:
            found[at] = replace(found[at], roots=(*found[at].roots, c.root))
    return found


def all_owners(
    owned: Mapping[int, int], metadata: Metadata, things: Sequence[Cluster]
) -> dict[int, int]:
    """Return the owners told in text and metadata: "Ann (@ann)" holds for the author @ann, too."""
    found = {**owned, **metadata.owners}
    for thing in things:
        owner = next((found[root] for root in thing.roots if root in found), None)
        if owner is not None and thing.type == "Account":
            found |= {root: owner for root in thing.roots if root < 0 and root not in found}
    return found


def mentions(
    metadata: Metadata, entity: Mapping[int, int], ids: Mapping[int, str], things: Sequence[Cluster]
) -> Iterator[Mention]:
    """Yield the mentions of the names in the metadata, each with the field as its text."""
    for c in metadata.names:
        thing = entity[c.root]
        kind, words = things[thing].type, metadata.fields[c.root]
        yield Mention(ids[c.root], 0, 0, words, kind, "metadata", f"e{thing + 1}")


def _filled(document: Document, platforms: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The fields that name somebody: no number, for that is the id of a post or a user."""
    if document.kind != "post":
        return
    by = ("author", "publisher") if not (document.author or "").strip() else ("author",)
    for name in (*by, "reply_to", "repost_of"):
        value = _POST.sub("", (getattr(document, name) or "").strip())
        if any(c.isalpha() for c in value) and value.lower() not in platforms["nobody"]:
            yield name, value


def _parties(
    name: str, value: str, known: Mapping[str, Entry], platforms: Mapping[str, Any]
) -> list[Candidate]:
    """The account or the name that a value tells, with the account's owner where it tells both."""
    handle = account_name(value, platforms)
    entry = known.get(value)
    if handle is None and _TOKEN.fullmatch(value) and not (name == "publisher" and entry):
        handle = f"@{value.lstrip('@')}"
    if handle is not None:
        return [_named("Account", handle)]
    if _LINK.fullmatch(value):
        return []
    both = next((m for pattern in _BOTH if (m := pattern.fullmatch(value))), None)
    if both:
        return [_named("Account", both["handle"]), _owner(name, both["name"], known)]
    *words, last = value.split()
    if words and last.lower() in platforms["channels"]:
        owner = known.get(" ".join(words))
        return [_named("Account", value), *([_named(owner.type, owner.name)] if owner else [])]
    return [_owner(name, value, known)]


def _owner(name: str, value: str, known: Mapping[str, Entry]) -> Candidate:
    """Who is named: as the gazetteer knows, else a medium if it is a publisher, else a person."""
    entry = known.get(value)
    if entry is not None and entry.kind == "name":
        return _named(entry.type, entry.name)
    return _named("Media" if name == "publisher" else "Person", value)


def _named(type_: str, name: str) -> Candidate:
    return Candidate(0, 0, 0, type_, "metadata", name)


def _is_named(thing: Cluster, name: str) -> bool:
    key = normalised(name)
    return bool(key) and key in map(normalised, (thing.name, *thing.aliases))
