"""Candidate statements on tokens to relation records: operators applied, sides resolved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from kg.extract import dates, spans
from kg.extract.arguments import Argument, Arguments
from kg.extract.attributed import Attributed, innermost
from kg.extract.candidates import dropped
from kg.extract.frames import KINDS, Draft
from kg.extract.page import Page
from kg.extract.ranking import confidence, features
from kg.extract.statics import ACCOUNT_RULE, TITLE_RULE
from kg.ontology import Ontology
from kg.records import Date, Dropped, Relation, Span
from kg.resolve.coreference import Links

_PLACES = ("in", "at", "near", "outside", "inside")


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known of a document when its statements are written down."""

    page: Page
    arguments: Arguments
    links: Links
    attributed: Sequence[Attributed]
    ids: dict[int, str]
    ontology: Ontology


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
        if key not in made or made[key].relation.confidence < one.relation.confidence:
            made[key] = one
    if trace is not None:
        trace += made.values()
        trace.scene = scene
    ordered = sorted(
        (*(m.relation for m in made.values()), *others),
        key=lambda r: (r.trigger.start, r.type, r.head or "", r.tail or ""),
    )
    return [replace(r, id=f"r{n}") for n, r in enumerate(ordered, 1)], left_out


def _ranked(draft: Draft, scene: Scene) -> Ranked:
    relation = _relation(draft, scene)
    said = relation.attribution
    kind = scene.attributed[said].kind if said is not None else "asserted"
    known = features(draft, _kind(draft), _unresolved(draft, scene), kind, scene.ontology)
    return Ranked(replace(relation, confidence=confidence(known)), draft, known)


def _resolved(draft: Draft, scene: Scene) -> Iterator[Draft]:
    """A pronoun for several ("them") gives a statement for each."""
    for head in _parts(draft.head, scene):
        for tail in _parts(draft.tail, scene):
            yield replace(draft, head=head, tail=tail)


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
    static = draft.rule.startswith((TITLE_RULE, ACCOUNT_RULE))
    head, tail = _in_order(draft, kind, scene)
    return Relation(
        id="",
        type=kind,
        head=_id(head, scene),
        tail=_id(tail, scene),
        trigger=trigger,
        evidence=_evidence(draft.trigger),
        polarity=draft.status.polarity,  # type: ignore[arg-type]
        modality=draft.status.modality,  # type: ignore[arg-type]
        attribution=_post(said, scene) if static else said,
        date=None if static else _date(draft, said, scene),
        role=draft.role or _role(draft),
        by=_first_id(draft, "by", scene),
        place=_first_id(draft, "place", scene) or _place(draft, scene),
        quantity=_quantity(draft, scene),
        amount=_amount(draft),
        content=tuple(_phrase(t) for t in draft.roles.get("content", ())),
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
    return dates.of_clause(draft.trigger, scene.page.dates, _today(said, scene))


def _today(said: int | None, scene: Scene) -> str | None:
    """What "today" means: the day of the post that the words stand in, else the document's."""
    for found in (scene.attributed[n] for n in _chain(said, scene)):
        if found.kind == "post" and found.date:
            return found.date.value
    return scene.page.published


def _turned(draft: Draft, ontology: Ontology) -> tuple[str, str | None]:
    """The type that an operator gives, and the inner one that it was given to."""
    operator = draft.status.turned
    if operator is None or operator.type is None:
        return draft.relation, None
    hostile = draft.relation in ontology.auxiliaries["hostile"]
    hostile = hostile != draft.status.inner_negative
    kind = operator.hostile if operator.hostile and hostile else operator.type
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
        if sort in (TITLE_RULE, ACCOUNT_RULE, "modal")
        else KINDS.get(draft.trigger.pos_, "verbs")
    )


def _unresolved(draft: Draft, scene: Scene) -> int:
    sides = [a for a in (draft.head, draft.tail) if a and a.kind == "pronoun"]
    return sum(a.root not in scene.links.entity for a in sides)


def _id(side: Argument | None, scene: Scene) -> str | None:
    return scene.ids[side.root] if side else None


def _first_id(draft: Draft, role: str, scene: Scene) -> str | None:
    """The mention in a further role, where it is not a side of the statement already."""
    sides = {a.root for a in (draft.head, draft.tail) if a}
    for token in draft.roles.get(role, ()):
        for argument in scene.arguments.at(token):
            if argument.root not in sides:
                return scene.ids[argument.root]
    return None


def _place(draft: Draft, scene: Scene) -> str | None:
    """Where it happened: a place after "in", "at" or "near" on the trigger."""
    sides = {a.root for a in (draft.head, draft.tail) if a}
    for child in draft.trigger.children:
        if child.dep_ == "prep" and child.lower_ in _PLACES:
            for token in child.children:
                for a in scene.arguments.at(token) if token.dep_ == "pobj" else ():
                    if a.type in ("Place", "Facility") and a.root not in sides:
                        return scene.ids[a.root]
    return None


def _role(draft: Draft) -> str | None:
    tokens = draft.roles.get("role", ())
    if not tokens:
        return None
    token = tokens[0]
    before = [c for c in token.lefts if c.dep_ == "compound" and c.pos_ == "NOUN"]
    return " ".join([*(c.lower_ for c in before), token.lemma_.lower()])


def _quantity(draft: Draft, scene: Scene) -> int | float | None:
    """How many: the number on the noun of the forces that were sent, or on the tail's noun."""
    if "by" in draft.roles:
        objects = [c for c in draft.trigger.children if c.dep_ in ("dobj", "nsubjpass")]
        return dates.quantity([t for o in objects for t in o.subtree])
    if draft.tail is None or draft.tail.kind != "nominal":
        return None
    return dates.quantity(list(scene.page.doc[draft.tail.root].lefts))


def _amount(draft: Draft) -> str | None:
    if "amount" not in draft.roles:
        return None
    subtree = {t.i for t in draft.trigger.subtree}
    money = [e for e in draft.trigger.sent.ents if e.label_ == "MONEY" and e.start in subtree]
    return money[0].text if money else None


def _evidence(trigger: Token) -> Span:
    """The trigger's sentence without white space at its ends."""
    tokens = [t for t in trigger.sent if not t.is_space]
    return spans.over(tokens)


def _phrase(token: Token) -> Span:
    tokens = [t for t in token.subtree if not t.is_space]
    while len(tokens) > 1 and tokens[-1].is_punct:
        tokens = tokens[:-1]
    return spans.over(tokens)
