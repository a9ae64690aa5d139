"""How well members become entities, on gold data at ../shared/eval; run it by hand.

    python tests/benchmarks/linking.py [clusters|pairs|accounts] [-v]

clusters: names of DWIE articles with Wikipedia ids; a document's entity gets what our extraction
    gives: the longest name, the other mentions as aliases, the family of its type
pairs: two names, one thing or not: the comparison of names alone
accounts: handles of U.S. legislators and their names: whose is which
"""

from __future__ import annotations

import argparse
import gzip
import json
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kg import ontology
from kg.linking import bodies, lexicon, linker, people
from kg.linking.profiles import Profile
from kg.records import Entity
from kg.resolve.entities import Members

DATA = Path(__file__).parents[2] / ".." / "shared" / "eval" / "dev"
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


def rows(name: str) -> list[dict[str, Any]]:
    """Return the rows of a gold file."""
    local = DATA if DATA.is_dir() else Path("/work/shared/eval/dev")
    with gzip.open(local / f"{name}.jsonl.gz", "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def family(row: dict[str, Any]) -> str | None:
    """Return our type for a row of DWIE; None for roles, amounts, times and demonyms."""
    kinds = {t.removeprefix("type::") for t in row["types"]}
    if "entity" not in kinds:
        return None
    return next((ours for theirs, ours in FAMILIES.items() if theirs in kinds), None)


def clusters(verbose: bool) -> None:
    """Pairs of documents' clusters: P and R of those linked, by Wikipedia id."""
    found = [(row, kind) for row in rows("s7_dwie_name_clusters") if (kind := family(row))]
    profiles: dict[str, Profile] = {}
    keyed = []
    for row, kind in found:
        identity = _note(row, kind, profiles)
        if row["wiki"]:
            keyed.append((row, identity))
    began = time.perf_counter()
    links = linker.link(profiles, WORDS)
    seconds = time.perf_counter() - began
    print(f"{len(profiles)} members -> {len(links.members)} entities in {seconds:.1f} s")
    names = [(r["doc"], r["wiki"], r["name"]) for r, _ in keyed]
    linked = [(r["doc"], r["wiki"], links.entity[i]) for r, i in keyed]
    for title, triples in (("exact name", names), ("linked", linked)):
        p, r = _pairs(triples)
        print(f"{title:12} P {p:.4f} R {r:.4f} F {2 * p * r / (p + r):.4f}")
    if verbose:
        _show([(r, links.entity[i]) for r, i in keyed])


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


def pairs(verbose: bool) -> None:
    """Two names alone: F of those at least `SAME_NAME` alike."""
    right: Counter[tuple[bool, bool]] = Counter()
    for row in rows("s7_name_pairs"):
        kind = people if row["schema"] == "Person" else bodies
        a, b = (kind.parsed(row[key], LEXICON) for key in ("name1", "name2"))
        found = kind.compare(a, b, LEXICON)  # type: ignore[arg-type]
        ours, gold = found.likeness >= SAME_NAME, row["is_match"] == "true"
        right[ours, gold] += 1
        if verbose and ours != gold:
            print(gold, row["name1"], "|", row["name2"], "|", found)
    _print_scores("name pairs", right)


def _print_scores(title: str, right: Counter[tuple[bool, bool]]) -> None:
    tp, fp, fn = right[True, True], right[True, False], right[False, True]
    print(
        f"{title} P {tp / (tp + fp):.3f} R {tp / (tp + fn):.3f} F {2 * tp / (2 * tp + fp + fn):.3f}"
    )


def accounts(verbose: bool) -> None:
    """Handles of people whose names alone are given: P of the owners found, and R."""
    people_ = rows("s7_accounts")
    for platform in ("twitter", "facebook", "instagram", "youtube"):
        profiles: dict[str, Profile] = {}
        truth = {}
        for row in people_:
            owner = _person(row, profiles)
            handle = row["accounts"].get(platform)
            if handle:
                truth[_account(str(handle), profiles)] = owner
        links = linker.link(profiles, WORDS)
        found = {n.member: links.entity[n.other] for n in links.links if n.kind == "owner"}
        right = sum(links.entity[truth[a]] == o for a, o in found.items())
        p, r = right / len(found), right / len(truth)
        print(f"accounts {platform}: {len(truth)} P {p:.3f} R {r:.3f}")
        for account, owner in truth.items() if verbose else ():
            if found.get(account) != links.entity[owner]:
                ours = profiles[found[account]].name if account in found else "-"
                print("  ", profiles[account].name, "|", profiles[owner].name, "|", ours)


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


MEASURES: dict[str, Callable[[bool], None]] = {
    "clusters": clusters,
    "pairs": pairs,
    "accounts": accounts,
}


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("measure", nargs="*", choices=[*MEASURES, []], default=[])
    parser.add_argument("-v", "--verbose", action="store_true", help="show what is wrong")
    given = parser.parse_args()
    for chosen in given.measure or MEASURES:
        MEASURES[chosen](given.verbose)
