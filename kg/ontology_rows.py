"""Rows of the ontology's files to records, with what people read where a row is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from kg.errors import OntologyError
from kg.ontology_types import Condition, EntityType, Example, Frame, Operator, RelationType

ACTOR, ANY = "Actor", "Any"
VERDICTS = ("good", "bad", "wrong")
_FORMS = ("present", "absent", "actor", "body", "thing", "infinitive", "finite", "money", "person")
_CONDITION_WORDS = (*_FORMS, *VERDICTS)
_FRAME_KEYS = {"lemmas", "head", "tail", "by", "place", "amount", "content", "role", "where"}
_FRAME_KEYS |= {"requires", "unless"}
_ROLES = ("head", "tail", "by", "place", "amount", "content", "role")
_RELATION_KEYS = {"name", "group", "description", "head", "tail", "symmetric", "titles", "verbs"}
_RELATION_KEYS |= {
    "nouns",
    "adjectives",
    "mappings",
    "examples",
    "implied_by",
    "kind",
    "forms",
    "wholes",
}
_KINDS = ("event", "state", "speech")
_ENTITY_KEYS = {"name", "actor", "unnamed", "parent", "description"}
_OPERATOR_KEYS = {"lemmas", "over", "type", "hostile", "polarity", "modality"}
_SLOTS = ("subject", "object", "dative", "complement", "clause", "reciprocal")
_NOUN_SLOTS = ("poss", "compound", "proper", "self", "support", "setting")
HEADS = {
    "verbs": ("subject",),
    "nouns": ("poss", "by", "from", "subject"),
    "adjectives": ("subject",),
}


type Files = list[tuple[str, Any]]


def read_entity_types(files: Files) -> Iterator[EntityType]:
    """Yield the entity types of the files of `entities/`, each a name and what it holds."""
    rows = [(file, row) for file, listed in files for row in listed or ()]
    names = {row.get("name") for _, row in rows}
    for file, row in rows:
        _allow(file, "entity type", row, _ENTITY_KEYS)
        _need(file, "entity type", row, ("name", "actor"))
        if not re.fullmatch(r"[A-Z][A-Za-z]*", row["name"]):
            raise OntologyError(f"{file}: name {row['name']!r}: use PascalCase letters")
        if row.get("parent") not in (None, *names):
            raise OntologyError(f"{file}: {row['name']}: no entity type {row['parent']!r} to be of")
        yield EntityType(**row)


def read_relation_types(
    files: Files,
    sets: Mapping[str, tuple[str, ...]],
    entity_types: Mapping[str, EntityType],
    prepositions: frozenset[str],
) -> list[RelationType]:
    """Return the relation types of the files of `relations/`, one a file."""
    found = [_relation_type(file, raw, sets, entity_types) for file, raw in files]
    _check_names(files)
    _check_implied(files, {r.name for r in found})
    for (file, _), relation in zip(files, found, strict=True):
        _check_slots(file, relation, prepositions)
    return found


def _relation_type(
    file: str,
    raw: Mapping[str, Any],
    sets: Mapping[str, tuple[str, ...]],
    entity_types: Mapping[str, EntityType],
) -> RelationType:
    if not isinstance(raw, Mapping):
        raise OntologyError(f"{file}: relation type: the file is empty or no mapping of keys")
    _allow(file, "relation type", raw, _RELATION_KEYS)
    name = str(raw.get("name", ""))
    if not re.fullmatch(r"[A-Z][A-Z0-9_]*", name):
        raise OntologyError(f"{file}: name {name!r}: use UPPER_SNAKE")
    frames = [_frame(file, name, kind, row, sets) for kind in HEADS for row in raw.get(kind) or ()]
    return RelationType(
        name=name,
        group=raw.get("group", "Other"),
        description=raw.get("description", ""),
        head=_types(file, "head", raw, entity_types),
        tail=_types(file, "tail", raw, entity_types),
        symmetric=bool(raw.get("symmetric", False)),
        titles=raw.get("titles") == "office",
        kind=_kind(file, raw),
        forms=_strings(raw.get("forms", ())),
        wholes=bool(raw.get("wholes", False)),
        implied_by=frozenset(raw.get("implied_by") or ()),
        frames=tuple(frames),
        mappings=raw.get("mappings") or {},
        examples=tuple(_example(file, e) for e in raw.get("examples") or ()),
    )


def _kind(file: str, raw: Mapping[str, Any]) -> str:
    kind = str(raw.get("kind", _KINDS[0]))
    if kind not in _KINDS:
        raise OntologyError(f"{file}: kind: {kind!r}; allowed: {', '.join(_KINDS)}")
    return kind


def _example(file: str, raw: Mapping[str, Any]) -> Example:
    _need(file, "example", raw, ("text", "statements"))
    return Example(raw["text"], tuple(raw["statements"]))


def _types(
    file: str, key: str, raw: Mapping[str, Any], entity_types: Mapping[str, EntityType]
) -> frozenset[str]:
    named = {ACTOR: {n for n, t in entity_types.items() if t.actor}, ANY: set(entity_types)}
    found: set[str] = set()
    for name in raw.get(key) or [ACTOR]:
        if name not in named and name not in entity_types:
            allowed = ", ".join([*named, *entity_types])
            raise OntologyError(f"{file}: {key}: {name!r} is no entity type; allowed: {allowed}")
        found |= named.get(name, {name})
        found |= {n for n, t in entity_types.items() if t.parent == name}
    return frozenset(found)


def _frame(
    file: str, relation: str, kind: str, row: Mapping[str, Any], sets: Mapping[str, tuple[str, ...]]
) -> Frame:
    _allow(file, kind, row, _FRAME_KEYS)
    if not row.get("lemmas"):
        raise OntologyError(f"{file}: {kind}: an entry has no lemmas")
    roles = {role: _strings(row[role]) for role in _ROLES if role in row}
    for role in _strings(row.get("requires", ())):
        if role not in _ROLES:
            allowed = ", ".join(_ROLES)
            raise OntologyError(f"{file}: {kind}: requires: no role {role!r}; allowed: {allowed}")
    return Frame(
        relation=relation,
        kind=kind,
        lemmas=tuple(tuple(lemma.split()) for lemma in _expand(file, row["lemmas"], sets)),
        roles={"head": HEADS[kind], "tail": ()} | roles,
        where=_conditions(file, row.get("where"), sets),
        requires=_strings(row.get("requires", ())),
        unless=_conditions(file, row.get("unless"), sets),
    )


def _check_names(files: Files) -> None:
    """A relation type is one file: a file of yours replaces ours by having its name."""
    known: dict[str, str] = {}
    for file, raw in files:
        other = known.setdefault(raw["name"], file)
        if other != file:
            raise OntologyError(
                f"{file}: name {raw['name']!r} is that of {other}, too; "
                f"call the file {other} to replace it, or give it another name"
            )


def _check_implied(files: Files, names: set[str]) -> None:
    for file, raw in files:
        for name in raw.get("implied_by") or ():
            if name not in names:
                raise OntologyError(f"{file}: implied_by: no relation type {name!r}")


def _check_slots(file: str, relation: RelationType, prepositions: frozenset[str]) -> None:
    known = {*_SLOTS, *_NOUN_SLOTS, *prepositions}
    for frame in relation.frames:
        named = [(role, slot) for role, slots in frame.roles.items() for slot in slots]
        conditions = [("where", s) for s in frame.where] + [("unless", s) for s in frame.unless]
        for key, slot in [*named, *conditions]:
            if any(part not in known for part in slot.split(".")):
                raise OntologyError(
                    f"{file}: {frame.kind}: {key}: no slot {slot!r}; allowed: "
                    f"{', '.join((*_SLOTS, *_NOUN_SLOTS))}, a preposition, "
                    "or several of them joined by dots"
                )


def _strings(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _expand(
    file: str, words: list[str] | tuple[str, ...], sets: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    found: list[str] = []
    for word in words:
        if not isinstance(word, str):
            raise OntologyError(f'{file}: {word!r} is no text; quote words like "on" and "no"')
        if word.startswith("$") and word[1:] not in sets:
            raise OntologyError(f"{file}: no set {word} in cues/sets*.yaml; known: {sorted(sets)}")
        found += sets[word[1:]] if word.startswith("$") else [word]
    return tuple(found)


def _conditions(
    file: str, row: Mapping[str, Any] | None, sets: Mapping[str, tuple[str, ...]]
) -> dict[str, Condition]:
    return {slot: _condition(file, c, sets) for slot, c in (row or {}).items()}


def _condition(file: str, value: Any, sets: Mapping[str, tuple[str, ...]]) -> Condition:
    if isinstance(value, list):
        return _expand(file, value, sets)
    if value not in _CONDITION_WORDS:
        allowed = ", ".join(_CONDITION_WORDS)
        raise OntologyError(f"{file}: where: {value!r}; allowed: a list of lemmas, {allowed}")
    return str(value)


def _allow(file: str, what: str, raw: Mapping[str, Any], allowed: set[str]) -> None:
    for key in raw:
        if key not in allowed:
            listed = ", ".join(sorted(allowed))
            raise OntologyError(f"{file}: {what}: unknown key {key!r}; allowed: {listed}")


def _need(file: str, what: str, raw: Mapping[str, Any], keys: tuple[str, ...]) -> None:
    for key in keys:
        if key not in raw:
            raise OntologyError(f"{file}: {what}: the key {key!r} is missing")


def read_operators(files: Files, types: set[str]) -> Iterator[Operator]:
    """Yield the operators of the files of `operators/`; `types` names the relation types."""
    rows = [(file, row) for file, listed in files if isinstance(listed, list) for row in listed]
    for file, row in rows:
        _allow(file, "operator", row, _OPERATOR_KEYS)
        _need(file, "operator", row, ("lemmas", "over"))
        for key in ("type", "hostile"):
            if row.get(key) not in (None, *types):
                raise OntologyError(f"{file}: operator: {key}: no relation type {row[key]!r}")
        fields = {k: v for k, v in row.items() if k not in ("lemmas", "over")}
        yield Operator(tuple(row["lemmas"]), frozenset(row["over"]), **fields)
