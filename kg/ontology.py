"""Reads the `ontology` folder into records, and checks it.

Vocabulary is data: a new relation type, operator, cue or name is a YAML file or line, never code.
The folder's README describes every key.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from kg.errors import OntologyError
from kg.ontology_types import (
    Condition,
    EntityType,
    Example,
    Frame,
    Ontology,
    Operator,
    RelationType,
)
from kg.records import digest

__all__ = [
    "Condition",
    "EntityType",
    "Example",
    "Frame",
    "Ontology",
    "Operator",
    "RelationType",
    "fingerprint",
    "load",
]

ACTOR, ANY = "Actor", "Any"
_FOLDERS = ("entities", "relations", "operators", "cues", "gazetteers")
_CONDITION_WORDS = ("present", "absent", "actor", "thing", "infinitive", "finite")
_FRAME_KEYS = {"lemmas", "head", "tail", "by", "place", "amount", "content", "role", "where"}
_FRAME_KEYS |= {"requires", "confidence"}
_ROLES = ("head", "tail", "by", "place", "amount", "content", "role")
_RELATION_KEYS = {"name", "group", "description", "head", "tail", "symmetric", "titles", "verbs"}
_RELATION_KEYS |= {"implied_by"}
_RELATION_KEYS |= {"nouns", "adjectives", "mappings", "examples"}
_ENTITY_KEYS = {"name", "actor", "unnamed", "parent", "description"}
_OPERATOR_KEYS = {"lemmas", "over", "type", "hostile", "polarity", "modality"}
_HEADS = {
    "verbs": ("subject",),
    "nouns": ("poss", "by", "from", "subject"),
    "adjectives": ("subject",),
}


@cache
def load(extra: Path | None = None) -> Ontology:
    """Return our ontology, with the directory `extra` laid over it.

    Raises OntologyError naming the file, the key and the allowed values.
    """
    tree = _overlay(extra)
    entity_types = {t.name: t for t in _entity_types(tree["entities"])}
    sets = _merged(tree["cues"], "sets")
    relations = [_relation(file, raw, sets, entity_types) for file, raw in tree["relations"]]
    _known(relations)
    operators = tuple(_operators(tree["operators"], {r.name for r in relations}))
    return Ontology(
        entity_types=entity_types,
        relation_types={r.name: r for r in sorted(relations, key=lambda r: r.name)},
        operators=operators,
        auxiliaries=dict(tree["operators"])["auxiliaries.yaml"],
        cues={file.removesuffix(".yaml"): raw for file, raw in tree["cues"]} | {"sets": sets},
        gazetteers={file.removesuffix(".yaml"): raw for file, raw in tree["gazetteers"]},
        triggers=_trigger_index(relations),
        by_operator=_operator_index(operators),
    )


def fingerprint(extra: Path | None = None) -> str:
    """Return a digest of every file that `load` reads: what extraction depends on beside code."""
    paths = [path for _, path in sorted(_files(extra).items())]
    return digest(*(path.read_text(encoding="utf-8") for path in paths))


def _files(extra: Path | None) -> dict[str, Path]:
    """The files of all folders by "folder/name"; those of `extra` replace ours."""
    ours = Path(str(resources.files("kg") / "ontology"))
    if extra is not None and not extra.is_dir():
        raise OntologyError(f"{extra}: no such directory; --ontology names a folder of YAML files")
    roots = [ours] if extra is None else [ours, extra]
    return {
        f"{f}/{p.name}": p for r in roots for f in _FOLDERS for p in sorted((r / f).glob("*.yaml"))
    }


def _overlay(extra: Path | None) -> dict[str, list[tuple[str, Any]]]:
    tree: dict[str, list[tuple[str, Any]]] = {folder: [] for folder in _FOLDERS}
    for key, path in sorted(_files(extra).items()):
        tree[key.partition("/")[0]].append((path.name, _read(path)))
    return tree


def _read(path: Path) -> Any:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=loader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise OntologyError(
            f"{path.name}: not valid YAML: {' '.join(str(error).split())}"
        ) from error


def _entity_types(files: list[tuple[str, Any]]) -> Iterator[EntityType]:
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


def _merged(files: list[tuple[str, Any]], stem: str) -> dict[str, tuple[str, ...]]:
    merged: dict[str, tuple[str, ...]] = {}
    for file, raw in files:
        if file.startswith(stem):
            merged |= {name: merged.get(name, ()) + tuple(words) for name, words in raw.items()}
    return merged


def _relation(
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
    frames = [_frame(file, name, kind, row, sets) for kind in _HEADS for row in raw.get(kind) or ()]
    return RelationType(
        name=name,
        group=raw.get("group", "Other"),
        description=raw.get("description", ""),
        head=_types(file, "head", raw, entity_types),
        tail=_types(file, "tail", raw, entity_types),
        symmetric=bool(raw.get("symmetric", False)),
        titles=raw.get("titles") == "office",
        implied_by=frozenset(raw.get("implied_by") or ()),
        frames=tuple(frames),
        mappings=raw.get("mappings") or {},
        examples=tuple(_example(file, e) for e in raw.get("examples") or ()),
    )


def _known(relations: Sequence[RelationType]) -> None:
    """Check that `implied_by` names relation types."""
    names = {r.name for r in relations}
    for relation in relations:
        for name in sorted(relation.implied_by - names):
            raise OntologyError(f"{relation.name}: implied_by: no relation type {name!r}")


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
        roles={"head": _HEADS[kind], "tail": ()} | roles,
        where={slot: _condition(file, c, sets) for slot, c in (row.get("where") or {}).items()},
        requires=_strings(row.get("requires", ())),
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


def _operators(files: list[tuple[str, Any]], types: set[str]) -> Iterator[Operator]:
    rows = [(file, row) for file, listed in files if isinstance(listed, list) for row in listed]
    for file, row in rows:
        _allow(file, "operator", row, _OPERATOR_KEYS)
        _need(file, "operator", row, ("lemmas", "over"))
        for key in ("type", "hostile"):
            if row.get(key) not in (None, *types):
                raise OntologyError(f"{file}: operator: {key}: no relation type {row[key]!r}")
        fields = {k: v for k, v in row.items() if k not in ("lemmas", "over")}
        yield Operator(tuple(row["lemmas"]), frozenset(row["over"]), **fields)


def _operator_index(operators: tuple[Operator, ...]) -> dict[str, tuple[Operator, ...]]:
    index: dict[str, tuple[Operator, ...]] = {}
    for operator in operators:
        for lemma in operator.lemmas:
            index[lemma] = (*index.get(lemma, ()), operator)
    return index


def _trigger_index(relations: list[RelationType]) -> dict[str, dict[str, tuple[Frame, ...]]]:
    """Frames by kind and by the word that a sentence must hold: a verb's first, a noun's last."""
    index: dict[str, dict[str, tuple[Frame, ...]]] = {kind: {} for kind in _HEADS}
    for frame in (f for r in sorted(relations, key=lambda r: r.name) for f in r.frames):
        for lemma in dict.fromkeys(frame.lemmas):
            word = lemma[-1] if frame.kind == "nouns" else lemma[0]
            known = index[frame.kind].get(word, ())
            if frame not in known:
                index[frame.kind][word] = (*known, frame)
    return index
