"""What people decide about entities: lines of a small text file, replayed on every build.

The file is meant for git: one JSON object a line, sorted, each line about members, which never
change. The order of the lines says nothing, and neither does a line that stands twice.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Literal, get_args

from kg.records import digest
from kg.serial import dumps, from_plain, to_plain

FILE = "judgements.jsonl"
Verdict = Literal["positive", "negative", "unsure", "own", "name", "type", "drop"]
PAIRS = ("positive", "negative", "unsure")
VALUES = ("own", "name", "type")

type Two = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Judgement:
    """One decision about a member.

    positive, negative, unsure: whether it is one thing with the `other` member. name, type: what
    its entity is called, and what it is (`value`). own: in the document `value` it is a thing of
    its own. drop: it is nothing. `who`, `when` and `note` are for people.
    """

    member: str
    judgement: Verdict
    other: str | None = field(default=None, metadata={"sparse": True})
    value: str | None = field(default=None, metadata={"sparse": True})
    who: str = ""
    when: str = ""
    note: str = ""

    @property
    def pair(self) -> Two:
        """The two members, in their order."""
        one, two = sorted((self.member, self.other or ""))
        return one, two

    @property
    def said(self) -> str:
        """Who judged so, and when, for a reader."""
        return f"judged {self.judgement} by {self.who or 'somebody'} {self.when[:10]}".rstrip()

    def says(self) -> tuple[str | None, ...]:
        """What it decides: two judgements that decide the same are one."""
        return self.judgement, *(self.pair if self.other else (self.member,)), self.value


@dataclass(frozen=True)
class Judgements:
    """The judgements that apply; `conflicts` tells of those that do not, by their lines."""

    positive: Mapping[Two, Judgement] = field(default_factory=dict)
    negative: Mapping[Two, Judgement] = field(default_factory=dict)
    unsure: frozenset[Two] = frozenset()
    own: frozenset[Two] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)
    types: Mapping[str, str] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()
    conflicts: tuple[str, ...] = ()
    lines: Mapping[tuple[str | None, ...], int] = field(default_factory=dict)

    def line(self, verdict: Verdict, member: str, value: str) -> int:
        """Return the line that decides so."""
        return self.lines.get((verdict, member, value), 0)

    def part(self, ours: Iterable[str], theirs: Iterable[str]) -> bool:
        """Whether somebody judged a member of the one to be another thing than one of the other."""
        if not self.negative:
            return False
        others = set(theirs)
        return any(not others.isdisjoint(self._parted.get(m, ())) for m in ours)

    @cached_property
    def joined(self) -> frozenset[str]:
        """The members that somebody judged to be one thing with others."""
        return frozenset(m for pair in self.positive for m in pair)

    @cached_property
    def _parted(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = defaultdict(set)
        for one, two in self.negative:
            found[one].add(two)
            found[two].add(one)
        return found


def read(folder: Path) -> Judgements:
    """Return what the file of a workspace says; without a file, nothing."""
    rows, conflicts = parsed(folder / FILE)
    return weighed(rows, conflicts)


def parsed(path: Path) -> tuple[dict[int, Judgement], list[str]]:
    """Return the judgements of a file by line, and what is wrong with its other lines."""
    rows: dict[int, Judgement] = {}
    wrong = []
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        try:
            rows[number] = _judgement(line)
        except (ValueError, TypeError, AttributeError) as error:
            wrong.append(f"{FILE} line {number}: no judgement ({error}); mend or delete it")
    return rows, wrong


def _lines(path: Path) -> list[str]:
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return text.removesuffix("\n").split("\n") if text else []


def _judgement(line: str) -> Judgement:
    found = from_plain(Judgement, json.loads(line))
    if not all(isinstance(v, str | None) for v in to_plain(found).values()):
        raise ValueError("every value is a text")
    if found.judgement not in get_args(Verdict):
        raise ValueError(f"{found.judgement!r} is none of {', '.join(get_args(Verdict))}")
    if (found.judgement in PAIRS) != bool(found.other) or found.other == found.member:
        raise ValueError(f"'other' is for {', '.join(PAIRS)}, and is another member")
    if (found.judgement in VALUES) != bool(found.value):
        raise ValueError(f"'value' is for {', '.join(VALUES)}")
    return found


def weighed(rows: Mapping[int, Judgement], conflicts: Iterable[str] = ()) -> Judgements:
    """Return the judgements that no other contradicts; the lines may stand in any order."""
    lines: dict[tuple[str | None, ...], int] = {}
    kinds: dict[str, dict[int, Judgement]] = defaultdict(dict)
    for number, j in sorted(rows.items()):
        if lines.setdefault(j.says(), number) == number:
            kinds[j.judgement][number] = j
    told = list(conflicts)
    positive = {j.pair: j for j in kinds["positive"].values()}
    negative = {j.pair: j for j in kinds["negative"].values()}
    for parting, j in _own_ways(kinds["own"].values()):
        if parting not in positive:
            negative.setdefault(parting, j)
    for parting in sorted(negative):
        while path := _path(positive, *parting):
            numbers = [lines[positive[p].says()] for p in path] + [lines[negative[parting].says()]]
            told.append(_contradiction(numbers))
            positive = {p: j for p, j in positive.items() if p not in path}
    return Judgements(
        positive,
        negative,
        frozenset(j.pair for j in kinds["unsure"].values()),
        frozenset((j.member, j.value or "") for j in kinds["own"].values()),
        _settled(kinds["name"], told),
        _settled(kinds["type"], told),
        frozenset(j.member for j in kinds["drop"].values()),
        tuple(told),
        lines,
    )


def own_member(member: str, document: str) -> str:
    """Return the member that stands for another one in a document where it was split off."""
    return digest(member, document)


def _own_ways(own: Iterable[Judgement]) -> Iterator[tuple[Two, Judgement]]:
    """Yield the pairs that are two things, because one was split off in some document."""
    before: dict[str, list[str]] = {}
    for j in sorted(own, key=lambda j: (j.member, j.value or "")):
        mine = own_member(j.member, j.value or "")
        others = before.setdefault(j.member, [j.member])
        for other in others:
            one, two = sorted((mine, other))
            yield (one, two), j
        others.append(mine)


def _path(positive: Collection[Two], start: str, end: str) -> list[Two]:
    """The pairs that lead from one member to the other, none where they are not joined."""
    beside: dict[str, list[Two]] = defaultdict(list)
    for pair in sorted(positive):
        for member in pair:
            beside[member].append(pair)
    reached: dict[str, list[Two]] = {start: []}
    at = [start]
    for member in at:  # grows
        for pair in beside.get(member, ()):
            other = pair[0] if pair[1] == member else pair[1]
            if other not in reached:
                reached[other] = [*reached[member], pair]
                at.append(other)
    return reached.get(end, [])


def _settled(rows: Mapping[int, Judgement], told: list[str]) -> dict[str, str]:
    """The values of members; where lines differ none of them counts."""
    values: dict[str, dict[str, int]] = defaultdict(dict)
    for number, j in rows.items():
        values[j.member][j.value or ""] = number
    told += [_contradiction(found.values()) for found in values.values() if len(found) > 1]
    return {m: next(iter(found)) for m, found in values.items() if len(found) == 1}


def _contradiction(numbers: Iterable[int]) -> str:
    lines = " and ".join(str(n) for n in sorted(numbers))
    return f"{FILE} lines {lines} contradict one another; delete what is wrong"


def clashes(
    judged: Judgements, members: Mapping[str, Collection[str]]
) -> tuple[Judgements, list[str]]:
    """Return the judgements without names and types that differ within one entity, and those."""
    told: list[str] = []
    kept = {
        "name": _undisputed("name", judged.names, judged, members, told),
        "type": _undisputed("type", judged.types, judged, members, told),
    }
    return replace(judged, names=kept["name"], types=kept["type"]), told


def _undisputed(
    verdict: Verdict,
    values: Mapping[str, str],
    judged: Judgements,
    members: Mapping[str, Collection[str]],
    told: list[str],
) -> dict[str, str]:
    if not values:
        return {}
    kept = {}
    for group in members.values():
        found = {m: values[m] for m in group if m in values}
        if len(set(found.values())) > 1:
            told.append(_contradiction({judged.line(verdict, m, v) for m, v in found.items()}))
        else:
            kept.update(found)
    return kept


def revised(folder: Path, add: Iterable[Judgement], retract: Iterable[Judgement] = ()) -> bool:
    """Add lines to the file, and take out those that say the same as `retract`; whole or not.

    Returns whether anything changed. Lines that are no judgements stay as they are.
    """
    path = folder / FILE
    before = _lines(path)
    rows, _ = parsed(path)
    gone = {j.says() for j in retract}
    kept = {line for n, line in enumerate(before, 1) if n not in rows and line.strip()}
    decided = {j.says(): j for _, j in sorted(rows.items(), reverse=True)}
    decided = {k: j for k, j in decided.items() if k not in gone}
    for j in add:
        decided.setdefault(j.says(), j)
    after = sorted({*kept, *(dumps(to_plain(j)) for j in decided.values())})
    if after == before:
        return False
    begun = path.with_name(f".{FILE}.{os.getpid()}.tmp")
    with begun.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(f"{line}\n" for line in after)
        stream.flush()
        os.fsync(stream.fileno())
    os.replace(begun, path)
    return True
