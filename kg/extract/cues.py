"""The cues of cues/attribution.yaml: which words tell that somebody says something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

SourceKind = Literal["anyone", "actor", "work", "medium", "self", "object"]


@dataclass(frozen=True, slots=True)
class Frame:
    """How a cue is built: `content` lists, in the order to be tried, the slots that are joined.

    `source` is who may be its subject, "object" where its object speaks, "self" where the noun is
    the source itself; `says` whether statements in the content are the source's; `quoted` whether
    only a quotation is content; `particle` the second word of "point out".
    """

    content: tuple[tuple[str, ...], ...]
    source: SourceKind = "actor"
    says: bool = False
    quoted: bool = False
    done: bool = False
    addressed: bool = False
    particle: str | None = None


Frames = Mapping[str, tuple[Frame, ...]]


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues by lemma, and the words for those who speak; see cues/attribution.yaml.

    `speaking` are the verbs that anybody says a clause by, `speech` those that only persons do.
    """

    verbs: Frames
    speaking: frozenset[str]
    speech: frozenset[str]
    adjectives: Frames
    nouns: Frames
    light_verbs: frozenset[str]
    prepositions: Mapping[str, str]
    adverbs: frozenset[str]
    unreal: frozenset[str]
    refusing: frozenset[str]
    aspectual: frozenset[str]
    works: frozenset[str]
    generic: frozenset[str]
    persons: Mapping[str, str]


def build(raw: Mapping[str, Any]) -> Cues:
    """Return the cues of the parsed YAML."""
    verbs = _frames([*raw["verbs"], *raw["attitudes"]], frozenset(raw["addressed"]))
    return Cues(
        verbs=verbs,
        speaking=frozenset(w for w, frames in verbs.items() if any(_speaks(f) for f in frames)),
        speech=speech(raw),
        adjectives=_frames(raw["adjectives"]),
        nouns=_frames(raw["nouns"]),
        light_verbs=frozenset(raw["light_verbs"]),
        prepositions={w: row["source"] for row in raw["prepositions"] for w in row["lemmas"]},
        adverbs=frozenset(raw["adverbs"]),
        unreal=frozenset(raw["unreal"]),
        refusing=frozenset(raw["refusing"]),
        aspectual=frozenset(raw["aspectual"]),
        works=frozenset(raw["works"]),
        generic=frozenset(raw["generic"]),
        persons={w: kind for kind, words in raw["persons"].items() for w in words},
    )


def speech(raw: Mapping[str, Any]) -> frozenset[str]:
    """Return the verbs that anybody speaks by: beside a quotation they are its cue."""
    rows = (row for row in raw["verbs"] if row.get("speech"))
    return frozenset(lemma.split()[0] for row in rows for lemma in row["lemmas"])


def _speaks(frame: Frame) -> bool:
    clause = "clause" in frame.content[0]
    return frame.says and clause and not frame.quoted and frame.source == "anyone"


def _frames(
    rows: Sequence[Mapping[str, Any]], addressed: frozenset[str] = frozenset()
) -> dict[str, tuple[Frame, ...]]:
    found: dict[str, tuple[Frame, ...]] = {}
    for row in rows:
        for lemma in row["lemmas"]:
            word, _, particle = lemma.partition(" ")
            frame = _frame(row, particle or None, word in addressed)
            found[word] = (*found.get(word, ()), frame)
    return found


def _frame(row: Mapping[str, Any], particle: str | None, addressed: bool) -> Frame:
    return Frame(
        content=tuple(tuple(slots.split("+")) for slots in row["content"]),
        source=row.get("source", "actor"),
        says=row.get("says", False),
        quoted=row.get("quoted", False),
        done=row.get("done", False),
        addressed=addressed,
        particle=particle,
    )
