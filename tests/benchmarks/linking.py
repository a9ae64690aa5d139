"""How well members become entities, on the gold data in a directory: prints the figures as JSON.

    python tests/benchmarks/linking.py DIRECTORY [clusters|pairs|accounts ...] [-v]

clusters: names of DWIE articles with Wikipedia ids; a document's entity gets what our extraction
    gives: the longest name, the other mentions as aliases, the family of its type
pairs: two names, one thing or not: the comparison of names alone
accounts: handles of U.S. legislators and their names: whose is which
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kg import ontology
from kg.linking import bodies, lexicon, linker, people
from kg.linking.profiles import Profile
from kg.records import Entity
from kg.resolve.entities import Members

SAME_NAME = 0.75  # likeness from which two names count as one in `pairs`
WORDS = ontology.load()
LEXICON = lexicon.build(WORDS)
MEMBERS = Members(WORDS)
# The first that a row has is its type with us
FAMILIES = {
    "person": "Person", "media": "Media", "party": "Party", "governmental_organisation": "Agency",
    "agency": "Agency", "ministry": "Agency", "court": "Agency", "army": "Agency", "igo": "Agency",
    "so": "Agency", "organization": "Organization", "gpe": "Place", "facility": "Facility",
    "location": "Place", "event": "Event", "competition": "Event", "work_of_art": "Work",
    "treaty": "Work",
}  # fmt: skip


type Rows = list[dict[str, Any]]
type Figures = dict[str, float]


def read(path: Path) -> Rows:
    """Return the rows of a gold file."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def family(row: dict[str, Any]) -> str | None:
    """Return our type for a row of DWIE; None for roles, amounts, times and demonyms."""
    kinds = {t.removeprefix("type::") for t in row["types"]}
    if "entity" not in kinds:
        return None
    return next((ours for theirs, ours in FAMILIES.items() if theirs in kinds), None)


def clusters(rows: Rows, verbose: bool) -> Figures:
    """Pairs of documents' clusters: P and R of those linked, by Wikipedia id."""
    found = [(row, kind) for row in rows if (kind := family(row))]
    profiles: dict[str, Profile] = {}
    keyed = []
    for row, kind in found:
        identity = _note(row, kind, profiles)
        if row["wiki"]:
            keyed.append((row, identity))
    links = linker.link(profiles, WORDS)
    if verbose:
        _show([(r, links.entity[i]) for r, i in keyed])
    p, r = _pairs([(r["doc"], r["wiki"], links.entity[i]) for r, i in keyed])
    exact_p, exact_r = _pairs([(r["doc"], r["wiki"], r["name"]) for r, _ in keyed])
    return {"p": p, "r": r, "exact name p": exact_p, "exact name r": exact_r}


def _note(row: dict[str, Any], kind: str, profiles: dict[str, Profile]) -> str:
    forms = Counter(" ".join(m.split()) for m in row["mentions"])
    name = _known(row["name"], forms) or max(forms, key=lambda f: (len(f.split()), forms[f], f))
    entity = Entity(f"e{row['concept']}", kind, name, tuple(sorted(set(forms) - {name})))
    identity = MEMBERS.of(entity, row["doc"])
    local = MEMBERS.is_bare(entity)
    profile = profiles.setdefault(identity, Profile(identity, WORDS.family(kind), local))
    profile.types[kind] += 1
    profile.names[name] += 1
    profile.aliases.update(entity.aliases)
    profile.counts[row["doc"]] += forms.total()
    return identity


def _known(name: str, forms: Counter[str]) -> str | None:
    """The canonical name, which a document's extraction gives to known forms."""
    forms_known = (LEXICON.known[f].name for f in (name, *sorted(forms)) if f in LEXICON.known)
    return next(forms_known, None)


def _pairs(triples: Sequence[tuple[str, str, str]]) -> tuple[float, float]:
    """Precision and recall of pairs of different documents."""
    linked = _across((doc, ours) for doc, _, ours in triples)
    gold = _across((doc, wiki) for doc, wiki, _ in triples)
    both = _across((doc, f"{wiki}\t{ours}") for doc, wiki, ours in triples)
    return both / linked, both / gold


def _across(keyed: Iterator[tuple[str, str]]) -> int:
    groups: dict[str, Counter[str]] = defaultdict(Counter)
    for doc, key in keyed:
        groups[key][doc] += 1
    sums = ((g.total(), sum(n * n for n in g.values())) for g in groups.values())
    return sum((total * total - squares) // 2 for total, squares in sums)


def _show(keyed: list[tuple[dict[str, Any], str]]) -> None:
    """The entities with strangers, and the things in pieces, the costliest first."""
    triples = [(r["wiki"], ours, r["name"]) for r, ours in keyed]
    _show_mixed("MERGED", [(ours, wiki, name) for wiki, ours, name in triples])
    _show_mixed("SPLIT", triples)


def _show_mixed(title: str, triples: list[tuple[str, str, str]]) -> None:
    groups: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for group, part, name in triples:
        groups[group][part, name] += 1
    cost = {}
    for group, counts in groups.items():
        parts: Counter[str] = Counter()
        for (part, _), n in counts.items():
            parts[part] += n
        cost[group] = (parts.total() ** 2 - sum(n * n for n in parts.values())) // 2
    for group in sorted(cost, key=lambda g: -cost[g])[:60]:
        if cost[group]:
            print(title, cost[group], group, groups[group].most_common(7))


def pairs(rows: Rows, verbose: bool) -> Figures:
    """Two names alone: F of those at least `SAME_NAME` alike."""
    right: Counter[tuple[bool, bool]] = Counter()
    for row in rows:
        kind = people if row["schema"] == "Person" else bodies
        a, b = (kind.parsed(row[key], LEXICON) for key in ("name1", "name2"))
        found = kind.compare(a, b, LEXICON)  # type: ignore[arg-type]
        ours, gold = found.likeness >= SAME_NAME, row["is_match"] == "true"
        right[ours, gold] += 1
        if verbose and ours != gold:
            print(gold, row["name1"], "|", row["name2"], "|", found)
    tp, fp, fn = right[True, True], right[True, False], right[False, True]
    return {"p": tp / (tp + fp), "r": tp / (tp + fn), "f": 2 * tp / (2 * tp + fp + fn)}


def accounts(rows: Rows, verbose: bool) -> Figures:
    """Handles of people whose names alone are given: P of the owners found, and R."""
    profiles: dict[str, Profile] = {}
    truth = {}
    for row in rows:
        owner = _person(row, profiles)
        if handle := row["accounts"].get("twitter"):
            truth[_account(str(handle), profiles)] = owner
    links = linker.link(profiles, WORDS)
    found = {n.member: links.entity[n.other] for n in links.links if n.kind == "owner"}
    right = sum(links.entity[truth[a]] == o for a, o in found.items())
    for account, owner in truth.items() if verbose else ():
        if found.get(account) != links.entity[owner]:
            ours = profiles[found[account]].name if account in found else "-"
            print(profiles[account].name, "|", profiles[owner].name, "|", ours)
    return {"p": right / len(found), "r": right / len(truth)}


def _person(row: dict[str, Any], profiles: dict[str, Profile]) -> str:
    name = row["name"]
    full, usual = name.get("official_full"), f"{name['first']} {name['last']}"
    entity = Entity(row["id"], "Person", full or usual, (usual,) if full else ())
    identity = MEMBERS.of(entity, row["id"])
    profile = profiles.setdefault(identity, Profile(identity, "Person"))
    profile.types["Person"] += 1
    profile.names[entity.name] += 1
    profile.aliases.update(entity.aliases)
    profile.counts[row["id"]] += 1
    return identity


def _account(handle: str, profiles: dict[str, Profile]) -> str:
    name = "@" + handle.removeprefix("@")
    identity = MEMBERS.of(Entity("a", "Account", name), "d")
    profile = profiles.setdefault(identity, Profile(identity, "Account"))
    profile.names[name] += 1
    profile.types["Account"] += 1
    profile.counts["d"] += 1
    return identity


MEASURES: dict[str, tuple[str, Callable[[Rows, bool], Figures]]] = {
    "clusters": ("s7_dwie_name_clusters", clusters),
    "pairs": ("s7_name_pairs", pairs),
    "accounts": ("s7_accounts", accounts),
}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("directory", type=Path, help="where the gold files are")
    parser.add_argument("measure", nargs="*", help=", ".join(MEASURES))
    parser.add_argument("-v", "--verbose", action="store_true", help="show what is wrong")
    given = parser.parse_args()
    figures = {}
    for chosen in given.measure or MEASURES:
        file, measure = MEASURES[chosen]
        got = measure(read(given.directory / f"{file}.jsonl.gz"), given.verbose)
        figures[chosen] = {name: round(value, 4) for name, value in got.items()}
    print(json.dumps(figures))
