"""Known names: agencies, organizations, places and demonyms of the ontology, found in a Doc."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.tokenizer import Tokenizer
from spacy.vocab import Vocab

from kg.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Entry:
    """What a known form stands for. `ambiguous` forms count only beside their full name."""

    type: str
    name: str
    kind: str = "name"
    ambiguous: bool = False


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """A matcher over all known forms, and what each form stands for."""

    matcher: PhraseMatcher
    entries: Mapping[str, Entry]

    def matches(self, doc: Doc) -> Iterator[tuple[Span, Entry]]:
        """Yield the longest known forms of the Doc, left to right, none inside another."""
        spans = sorted(self.matcher(doc, as_spans=True), key=lambda s: (s.start, -s.end))
        found = [(s, self.entries[s.text]) for s in _outermost(spans)]
        full = {entry.name for _, entry in found if not entry.ambiguous}
        yield from ((s, e) for s, e in found if not e.ambiguous or e.name in full)


def build(vocab: Vocab, tokenizer: Tokenizer, ontology: Ontology) -> Gazetteer:
    """Return the gazetteer of the ontology's names."""
    entries: dict[str, Entry] = {}
    for form, entry in known_forms(ontology):
        entries.setdefault(form, entry)
    matcher = PhraseMatcher(vocab)
    matcher.add("name", list(tokenizer.pipe(entries)))
    return Gazetteer(matcher, entries)


def known_forms(ontology: Ontology) -> Iterator[tuple[str, Entry]]:
    """Yield every form with its entry; where two share a form the first one counts."""
    gazetteers = ontology.gazetteers
    for row in _rows(gazetteers.get("agencies"), "agencies"):
        yield from _forms(row, "Agency")
    for row in _rows(gazetteers.get("organizations"), "organizations"):
        subtype = row.get("subtype")
        known = subtype if subtype in ontology.entity_types else "Organization"
        yield from _forms(row, known)
    places = gazetteers.get("places") or {}
    for section in ("countries", "states", "cities", "regions"):
        for row in places.get(section) or ():
            yield from _forms(row, "Place")
            for demonym in row.get("demonyms") or ():
                yield demonym, Entry("Place", row["name"], kind="demonym")


def _rows(raw: Any, key: str) -> Iterator[Mapping[str, Any]]:
    """The rows of a file that is a list, or a mapping whose lists of mappings are sections."""
    if isinstance(raw, list):
        yield from raw
    elif isinstance(raw, Mapping):
        for name, section in raw.items():
            if name == key or name != "patterns":
                yield from (r for r in section or () if isinstance(r, Mapping))


def _forms(row: Mapping[str, Any], entity_type: str) -> Iterator[tuple[str, Entry]]:
    entry = Entry(entity_type, row["name"])
    for form in (row["name"], *(row.get("aliases") or ()), *(row.get("abbreviations") or ())):
        yield form, entry
    for form in (*(row.get("ambiguous") or ()), *(row.get("postal") or ())):
        yield form, Entry(entity_type, row["name"], ambiguous=True)


def _outermost(spans: list[Span]) -> Iterator[Span]:
    end = -1
    for span in spans:
        if span.start >= end:
            end = span.end
            yield span
