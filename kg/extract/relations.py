"""Candidate statements on tokens to relation records: operators applied, sides resolved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace

from kg.extract import dates, details, modals, spans, verdicts
from kg.extract.arguments import Argument
from kg.extract.attributed import innermost
from kg.extract.candidates import dropped
from kg.extract.frames import KINDS, Draft
from kg.extract.operators import looks_ahead
from kg.extract.phrase_ties import PHRASE_RULE
from kg.extract.ranking import confidence, features
from kg.extract.scene import Scene
from kg.extract.statics import ACCOUNT_RULE, TITLE_RULE
from kg.ontology import Ontology
from kg.records import Date, Dropped, Relation


@dataclass(frozen=True, slots=True)
class Ranked:
    """A relation mention with what it was made of and what its confidence was reckoned from."""

    relation: Relation
    draft: Draft
    features: Mapping[str, float]


class Trace(list[Ranked]):
    """What the statements of a document were made of; `scene` is what they were made in."""

    scene: Scene | None = None


def relations(
    drafts: Sequence[Draft],
    scene: Scene,
    others: Sequence[Relation] = (),
    trace: Trace | None = None,
) -> tuple[list[Relation], list[Dropped]]:
    """Return the relation mentions of a document in text order, and what was left out.

    `others` are those that need no clause: they are only put in order. To `trace` is added what
    each of the rest was made of.
    """
    made: dict[tuple[object, ...], Ranked] = {}
    left_out: list[Dropped] = []
    for draft in (one for d in drafts for one in _resolved(d, scene)):
        if _is_of_one(draft, scene):
            left_out.append(dropped("relations", "both sides are one entity", draft.trigger))
            continue
        one = _ranked(draft, scene)
        key = _key(one.relation, draft, scene)
        made[key] = _richer(made[key], one) if key in made else one
    said = {k[:-1] for k in made}  # whatever the modality
    for key in [k for k in made if _is_implied(k, said, scene.ontology)]:
        left_out.append(_implied(made.pop(key).relation, scene))
    for key in _halves(made):
        left_out.append(_implied(made.pop(key).relation, scene))
    if trace is not None:
        trace += made.values()
        trace.scene = scene
    ordered = sorted(
        (*(m.relation for m in made.values()), *others),
        key=lambda r: (r.trigger.start, r.type, r.head or "", r.tail or ""),
    )
    return [replace(r, id=f"r{n}") for n, r in enumerate(ordered, 1)], left_out


def _richer(first: Ranked, second: Ranked) -> Ranked:
    """The surer of two readings; what type was turned is kept from either ("threatened to sanction"
    is a threat by its own frame, too)."""
    best = second if second.relation.confidence > first.relation.confidence else first
    inner = first.relation.content_type or second.relation.content_type
    return replace(best, relation=replace(best.relation, content_type=inner))


def _ranked(draft: Draft, scene: Scene) -> Ranked:
    relation = _relation(draft, scene)
    said = relation.attribution
    kind = scene.attributed[said].kind if said is not None else "asserted"
    known = features(draft, _kind(draft), _unresolved(draft, scene), kind, scene.ontology)
    return Ranked(replace(relation, confidence=confidence(known)), draft, known)


def _is_implied(key: tuple[object, ...], said: Set[tuple[object, ...]], ontology: Ontology) -> bool:
    """Whether the same sentence says more of the same two: who founded it is affiliated with it."""
    stronger = ontology.relation_types[str(key[0])].implied_by
    return any((name, *key[1:-1]) in said for name in stronger)


def _halves(made: Mapping[tuple[object, ...], Ranked]) -> list[tuple[object, ...]]:
    """The statements without a side beside a whole one of the same word, type and other side."""
    of_word: dict[tuple[object, ...], list[Relation]] = {}
    for one in made.values():
        r = one.relation
        of_word.setdefault((r.type, r.trigger), []).append(r)
    return [
        key
        for key, one in made.items()
        if any(_is_half(one.relation, r) for r in of_word[one.relation.type, one.relation.trigger])
    ]


def _is_half(half: Relation, whole: Relation) -> bool:
    if None not in (half.head, half.tail) or None in (whole.head, whole.tail):
        return False
    return half.head == whole.head or half.tail == whole.tail


def _implied(relation: Relation, scene: Scene) -> Dropped:
    at = relation.trigger
    words = scene.page.doc.text[at.start : at.end]
    return Dropped("relations", "implied by a stronger statement", at.start, at.end, words)


def _resolved(draft: Draft, scene: Scene) -> Iterator[Draft]:
    """A pronoun for several ("them") gives a statement for each."""
    heads, tails = _parts(draft.head, scene), _parts(draft.tail, scene)
    if heads == (draft.head,) and tails == (draft.tail,):
        yield draft
        return
    yield from (replace(draft, head=head, tail=tail) for head in heads for tail in tails)


def _parts(side: Argument | None, scene: Scene) -> tuple[Argument | None, ...]:
    roots = scene.links.parts.get(side.root, ()) if side else ()
    heads = scene.arguments.heads
    return tuple(Argument(r, heads[r].type, "pronoun") for r in roots) or (side,)


def _entity(side: Argument | None, scene: Scene) -> int | None:
    return scene.links.entity.get(side.root) if side else None


def _is_of_one(draft: Draft, scene: Scene) -> bool:
    """Whether both sides are one entity."""
    head = _entity(draft.head, scene)
    return head is not None and head == _entity(draft.tail, scene)


def _key(relation: Relation, draft: Draft, scene: Scene) -> tuple[object, ...]:
    """What makes two statements of a sentence one: type, things (if symmetric in any order)."""
    sides = [_identity(a, scene) for a in (draft.head, draft.tail)]
    if scene.ontology.relation_types[relation.type].symmetric:
        sides.sort()
    status = relation.polarity, relation.modality
    return (relation.type, *sides, relation.evidence, *status)


def _identity(side: Argument | None, scene: Scene) -> str:
    """What tells a side from another: its entity, or the mention itself where that is open."""
    entity = _entity(side, scene)
    return str(entity if entity is not None else (side.root if side else None))


def _relation(draft: Draft, scene: Scene) -> Relation:
    trigger = spans.of_token(draft.trigger)
    said = innermost(scene.attributed, trigger)
    kind, content_type = _turned(draft, scene.ontology)
    static = draft.rule.startswith((TITLE_RULE, ACCOUNT_RULE, PHRASE_RULE))
    head, tail = _in_order(draft, kind, scene)
    return Relation(
        id="",
        type=kind,
        head=_id(head, scene),
        tail=_id(tail, scene),
        trigger=trigger,
        evidence=details.evidence(draft.trigger),
        polarity=draft.status.polarity,  # type: ignore[arg-type]
        modality=draft.status.modality,  # type: ignore[arg-type]
        attribution=_post(said, scene) if static else said,
        date=None if static else _date(draft, said, scene),
        role=draft.role or details.role(draft),
        by=details.first_id(draft, "by", scene),
        place=details.first_id(draft, "place", scene) or details.place(draft, scene),
        quantity=details.quantity(draft, scene),
        amount=details.amount(draft),
        content=tuple(details.phrase(t) for t in draft.roles.get("content", ())),
        content_type=content_type,
        via=next((a.via for a in (draft.tail, draft.head) if a and a.via), None),
        rule=draft.rule,
    )


def _post(said: int | None, scene: Scene) -> int | None:
    """Titles and handles beside names are nobody's words, but in a document that is a post: there
    they are those of the innermost post."""
    chain = list(_chain(said, scene))
    posts = [n for n in chain if scene.attributed[n].kind == "post"]
    signed = bool(posts) and scene.attributed[chain[-1]].cue is None
    return posts[0] if signed else None


def _chain(said: int | None, scene: Scene) -> Iterator[int]:
    while said is not None:
        yield said
        said = scene.attributed[said].parent


def _date(draft: Draft, said: int | None, scene: Scene) -> Date | None:
    today = _today(said, scene)
    return dates.of_clause(draft.trigger, scene.page.dates, today, looks_ahead(draft.status))


def _today(said: int | None, scene: Scene) -> str | None:
    """What "today" means: the day of the post that the words stand in, else the document's."""
    for found in (scene.attributed[n] for n in _chain(said, scene)):
        if found.kind == "post" and found.date:
            return found.date.value
    return scene.page.published


def _turned(draft: Draft, ontology: Ontology) -> tuple[str, str | None]:
    """The type that an operator gives, and the inner one that it was given to."""
    operator = draft.status.turned
    if operator is None:
        return draft.relation, None
    hostile = draft.relation in ontology.auxiliaries["hostile"]
    hostile = hostile != draft.status.inner_negative
    kind = (operator.hostile if hostile else None) or operator.type or draft.relation
    return kind, draft.relation if kind != draft.relation else None


def _in_order(draft: Draft, kind: str, scene: Scene) -> tuple[Argument | None, Argument | None]:
    """A symmetric statement is one record, in text order, unless one side holds a role."""
    head, tail = draft.head, draft.tail
    symmetric = scene.ontology.relation_types[kind].symmetric
    role = draft.role or draft.roles.get("role")
    if symmetric and head and tail and not role and tail.root < head.root:
        return tail, head
    return head, tail


def _kind(draft: Draft) -> str:
    sort = draft.rule.partition(":")[0]
    return (
        sort
        if sort in (TITLE_RULE, ACCOUNT_RULE, PHRASE_RULE, modals.RULE, verdicts.RULE)
        else KINDS.get(draft.trigger.pos_, "verbs")
    )


def _unresolved(draft: Draft, scene: Scene) -> int:
    """Sides that are pronouns left open though somebody before could be meant. Where the text
    names nobody, "he" is as good as "a man"."""
    sides = [a for a in (draft.head, draft.tail) if a and a.kind == "pronoun"]
    return sum(a.root not in scene.links.entity and _has_rival(a, scene) for a in sides)


def _has_rival(pronoun: Argument, scene: Scene) -> bool:
    """Whether an actor that the pronoun could stand for is mentioned before it."""
    if scene.page.doc[pronoun.root].lower_ in scene.ontology.cues["pronouns"]["first"]:
        return False
    earlier = (c for c in scene.arguments.candidates if c.root < pronoun.root)
    person, many = pronoun.type == "Person", pronoun.type == "Group"
    return any(
        c.kind != "pronoun" and (many or (c.type in ("Person", "Unnamed")) == person)
        for c in earlier
    )


def _id(side: Argument | None, scene: Scene) -> str | None:
    return scene.ids[side.root] if side else None
