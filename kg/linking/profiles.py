"""What is known of each member: the mentions of a corpus, counted, so that linking does not grow
with them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.records import Document, Extraction, Mention

_BREAKS = ("\n", ". ", "! ", "? ")
_GENDERS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}


@dataclass(frozen=True, slots=True, order=True)
class Seat:
    """A mention as evidence: its document's date and id, its offsets, and the words around it."""

    published: str
    document: str
    start: int
    end: int
    text: str
    sentence: str


@dataclass(slots=True)
class Profile:
    """One member over all its documents.

    `names` and `types` count documents, `counts` mentions by document, `roles` the offices that
    statements give it, `genders` the pronouns that stand for it. `local` members are of one
    document: unnamed ones, which no linking touches, and people named by one word alone. `owners`
    are whom statements give an account to, `seat` is where it is first mentioned. `given_name` and
    `given_type` are what somebody judged it to be.
    """

    id: str
    family: str
    local: bool = False
    unnamed: bool = False
    types: Counter[str] = field(default_factory=Counter)
    names: Counter[str] = field(default_factory=Counter)
    aliases: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    genders: Counter[str] = field(default_factory=Counter)
    owners: Counter[str] = field(default_factory=Counter)
    seat: Seat | None = None
    given_name: str | None = None
    given_type: str | None = None
    first_seen: str | None = None
    last_seen: str | None = None

    @property
    def name(self) -> str:
        """The name that most documents give it."""
        return min(self.names, key=lambda n: (-self.names[n], -len(n), n))

    @property
    def type(self) -> str:
        """The type that most documents give it, or a judgement."""
        return self.given_type or min(self.types, key=lambda t: (-self.types[t], t))

    def seen(self, published: str | None) -> None:
        """Note the date of a document."""
        if published:
            self.first_seen = min(self.first_seen or published, published)
            self.last_seen = max(self.last_seen or published, published)


def note(
    extraction: Extraction, members: Mapping[str, str], profiles: Mapping[str, Profile]
) -> None:
    """Add one document to the profiles; `members` maps the ids of its entities to members."""
    _note_names(extraction, members, profiles)
    _note_mentions(extraction.document, extraction, members, profiles)
    _note_statements(extraction, members, profiles)


def _note_names(
    extraction: Extraction, members: Mapping[str, str], profiles: Mapping[str, Profile]
) -> None:
    for entity in extraction.entities:
        profile = profiles[members[entity.id]]
        profile.types[entity.type] += 1
        profile.names[entity.name] += 1
        profile.aliases.update(entity.aliases)
        profile.seen(extraction.document.published)


def _note_mentions(
    document: Document,
    extraction: Extraction,
    members: Mapping[str, str],
    profiles: Mapping[str, Profile],
) -> None:
    for mention in extraction.mentions:
        if mention.entity is None:
            continue
        profile = profiles[members[mention.entity]]
        profile.counts[document.id] += 1
        gender = _GENDERS.get(mention.text.lower()) if mention.kind == "pronoun" else None
        if gender:
            profile.genders[gender] += 1
        if profile.family == "Account":
            here = seat(document, mention)
            profile.seat = min(profile.seat or here, here)


def seat(document: Document, mention: Mention) -> Seat:
    """Return where a mention stands, with the sentence around it."""
    text, start, end = document.text, mention.start, mention.end
    begin = max(text.rfind(mark, 0, start) + len(mark) for mark in _BREAKS)
    stops = [at for mark in _BREAKS if (at := text.find(mark, end)) >= 0]
    around = text[begin : min(stops, default=len(text))] if end else ""
    return Seat(document.published or "", document.id, start, end, text[start:end], around.strip())


def _note_statements(
    extraction: Extraction, members: Mapping[str, str], profiles: Mapping[str, Profile]
) -> None:
    """Offices held, and the owners of accounts."""
    entity = {m.id: members[m.entity] for m in extraction.mentions if m.entity is not None}
    for relation in extraction.relations:
        head, tail = entity.get(relation.head or ""), entity.get(relation.tail or "")
        if relation.polarity == "negative" or head is None:
            continue
        if relation.type == "HOLDS_OFFICE" and relation.role:
            profiles[head].roles[relation.role] += 1
        elif relation.type == "HAS_ACCOUNT" and tail is not None:
            profiles[tail].owners[head] += 1
