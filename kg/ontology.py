"""Reads the `ontology` folder into records, and checks it.

Vocabulary is data: a new relation type, operator, cue or name is a YAML file or line, never code.
The folder's README describes every key.
"""

from __future__ import annotations

import os
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import yaml

from kg.errors import OntologyError
from kg.ontology_rows import HEADS, read_entity_types, read_operators, read_relation_types
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
    "copy",
    "fingerprint",
    "load",
    "own_types",
]

_FOLDERS = ("entities", "relations", "operators", "cues", "gazetteers")


@cache
def load(extra: Path | None = None) -> Ontology:
    """Return our ontology, with the directory `extra` laid over it.

    Raises OntologyError naming the file, the key and the allowed values.
    """
    tree = _overlay(extra)
    entity_types = {t.name: t for t in read_entity_types(tree["entities"])}
    sets = _merged(tree["cues"], "sets")
    auxiliaries = dict(tree["operators"])["auxiliaries.yaml"]
    prepositions = frozenset(auxiliaries["prepositions"])
    relations = read_relation_types(tree["relations"], sets, entity_types, prepositions)
    operators = tuple(read_operators(tree["operators"], {r.name for r in relations}))
    return Ontology(
        entity_types=entity_types,
        relation_types={r.name: r for r in sorted(relations, key=lambda r: r.name)},
        operators=operators,
        auxiliaries=auxiliaries,
        cues={file.removesuffix(".yaml"): raw for file, raw in tree["cues"]} | {"sets": sets},
        gazetteers={file.removesuffix(".yaml"): raw for file, raw in tree["gazetteers"]},
        triggers=_trigger_index(relations),
        by_operator=_operator_index(operators),
    )


def own_types(extra: Path) -> list[str]:
    """Return the names of the relation types that the directory `extra` adds or replaces."""
    return [str(_read(p)["name"]) for p in sorted((extra / "relations").glob("*.yaml"))]


def copy(extra: Path, folder: Path) -> str:
    """Copy what `load` reads of the directory `extra` to `folder`; return the copy's name there.

    The name is a digest of the files: the same files are copied once, and whole or not at all.
    """
    texts = {key: path.read_text(encoding="utf-8") for key, path in sorted(_within(extra).items())}
    name = digest(*(part for item in texts.items() for part in item))
    if not (folder / name).is_dir():
        begun = folder / f"{name}.{os.getpid()}.tmp"
        for key, text in texts.items():
            (begun / key).parent.mkdir(parents=True, exist_ok=True)
            (begun / key).write_text(text, encoding="utf-8")
        os.replace(begun, folder / name)
    return name


def fingerprint(extra: Path | None = None) -> str:
    """Return a digest of every file that `load` reads: what extraction depends on beside code."""
    paths = [path for _, path in sorted(_files(extra).items())]
    return digest(*(path.read_text(encoding="utf-8") for path in paths))


def _files(extra: Path | None) -> dict[str, Path]:
    """The files of all folders by "folder/name"; those of `extra` replace ours."""
    ours = Path(str(resources.files("kg") / "ontology"))
    if extra is not None and not extra.is_dir():
        raise OntologyError(f"{extra}: no such directory; --ontology names a folder of YAML files")
    theirs = {} if extra is None else _within(extra)
    if extra is not None and not theirs:
        raise OntologyError(
            f"{extra}: no .yaml file in {', '.join(f'{f}/' for f in _FOLDERS[:-1])} or "
            f"{_FOLDERS[-1]}/; put yours where ours would be"
        )
    return _within(ours) | theirs


def _within(root: Path) -> dict[str, Path]:
    return {f"{f}/{p.name}": p for f in _FOLDERS for p in sorted((root / f).glob("*.yaml"))}


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


def _merged(files: list[tuple[str, Any]], stem: str) -> dict[str, tuple[str, ...]]:
    merged: dict[str, tuple[str, ...]] = {}
    for file, raw in files:
        if file.startswith(stem):
            merged |= {name: merged.get(name, ()) + tuple(words) for name, words in raw.items()}
    return merged


def _operator_index(operators: tuple[Operator, ...]) -> dict[str, tuple[Operator, ...]]:
    index: dict[str, tuple[Operator, ...]] = {}
    for operator in operators:
        for lemma in operator.lemmas:
            index[lemma] = (*index.get(lemma, ()), operator)
    return index


def _trigger_index(relations: list[RelationType]) -> dict[str, dict[str, tuple[Frame, ...]]]:
    """Frames by kind and by the word that a sentence must hold: a verb's first, a noun's last."""
    index: dict[str, dict[str, tuple[Frame, ...]]] = {kind: {} for kind in HEADS}
    for frame in (f for r in sorted(relations, key=lambda r: r.name) for f in r.frames):
        for lemma in dict.fromkeys(frame.lemmas):
            word = lemma[-1] if frame.kind == "nouns" else lemma[0]
            known = index[frame.kind].get(word, ())
            if frame not in known:
                index[frame.kind][word] = (*known, frame)
    return index
