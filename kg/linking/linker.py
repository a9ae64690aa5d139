"""The stage itself: profiles of members in, entities and the reasons for them out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.judgements import Judgements
from kg.linking import accounts, bare, clusters, lexicon
from kg.linking.context import Context
from kg.linking.naming import LINKED, Named
from kg.linking.profiles import Profile
from kg.ontology import Ontology
from kg.records import Link


@dataclass(frozen=True, slots=True)
class Links:
    """The entity of every member, the members of every entity, and why.

    An entity's id is that of its earliest member: of one that is not local to a document, if any.
    """

    entity: Mapping[str, str]
    members: Mapping[str, tuple[str, ...]]
    links: tuple[Link, ...] = ()
    candidates: tuple[Link, ...] = ()


def link(
    profiles: Mapping[str, Profile], ontology: Ontology, judgements: Judgements | None = None
) -> Links:
    """Return which members are one entity; what has no name stays as it is, unless it is judged."""
    words = lexicon.build(ontology)
    named = {
        i: Named(p, words)
        for i, p in profiles.items()
        if p.family in LINKED and not p.unnamed and not p.local
    }
    alone = [
        Named(p, words) for p in profiles.values() if p.family == "Person" and p.local and p.names
    ]
    context = Context(profiles, judgements)
    known = {i: Named(profiles[i], words) for i in context.judgements.joined if i in profiles}
    found, links = clusters.judged(known, context)
    named |= known
    more, candidates = clusters.linked(named, context, found)
    alone = [n for n in alone if n.profile.id not in known]
    links += more + bare.resolved(alone, named, found, context)
    handles = {i: p for i, p in profiles.items() if p.family == "Account"}
    links += accounts.owned(handles, named, found, words)
    return _links(profiles, found, links, candidates)


def _links(
    profiles: Mapping[str, Profile],
    found: clusters.Clusters,
    links: list[Link],
    candidates: list[Link],
) -> Links:
    groups: dict[str, list[str]] = {}
    for member in sorted(profiles):
        groups.setdefault(found.of(member), []).append(member)
    ids = {g: min(members, key=lambda m: _age(profiles[m])) for g, members in groups.items()}
    entity = {m: ids[g] for g, members in groups.items() for m in members}
    members = {ids[g]: tuple(members) for g, members in groups.items()}
    ordered = sorted(links, key=lambda link: (link.member, link.other))
    return Links(entity, members, tuple(ordered), tuple(candidates))


def _age(profile: Profile) -> tuple[bool, str, str]:
    """What is not local first, then the earliest seen."""
    return profile.local, profile.first_seen or "9999", profile.id
