"""Known names: agencies, organizations, places and demonyms of the ontology, found in a Doc."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from spacy import tokens as spacy_tokens
from spacy.language import Language
from spacy.matcher import PhraseMatcher

from kg.ontology import Ontology
from kg.parsed import Doc, Span
from kg.records import MentionKind

_CONFIRMING = {"Place": ("GPE", "LOC"), "Organization": ("ORG", "PRODUCT", "NORP")}
_Short = Literal["abbreviation", "postal"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a known form stands for, and when it counts.

    `ambiguous` forms count only beside their full name; `confirm`: where the model sees a name
    there, too; `bare`: not at the start of a sentence. `short` forms of states count only after a
    town or a party's letter, an abbreviation also before a title and where the model sees a place.
    """

    type: str
    name: str
    kind: MentionKind = "name"
    ambiguous: bool = False
    confirm: bool = False
    short: _Short | None = None
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """A matcher over all known forms, and what each form, as `_words` has it, stands for.

    `parties` are the letters before a legislator's state, `titles` the first words of offices;
    `others` what the short form of a state stands for where it is no state ("LA").
    """

    matcher: PhraseMatcher
    entries: Mapping[str, Entry]
    parties: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    others: Mapping[str, Entry] = field(default_factory=dict)

    def matches(self, doc: Doc) -> Iterator[tuple[Span, Entry]]:
        """Yield the longest known forms of the Doc, left to right, none inside another."""
        spans = sorted(
            (doc[start:end] for _, start, end in self.matcher(doc.spacy)),
            key=lambda s: (s.start, -s.end),
        )
        found = [(s, self.entries[_words(s)]) for s in _outermost(spans)]
        full = {entry.name for _, entry in found if not entry.ambiguous}
        for span, entry in found:
            if (not entry.ambiguous or entry.name in full) and self._counts(span, entry):
                yield span, entry
            elif entry.short and (other := self.others.get(_words(span))):
                yield span, other

    def entry(self, span: Span) -> Entry | None:
        """Return what exactly these words stand for, whatever stands around them."""
        return self.entries.get(_words(span))

    def _counts(self, span: Span, entry: Entry) -> bool:
        """Whether what stands around the form allows it."""
        doc = span.doc
        if entry.short:
            return self._is_state(span, entry)
        if entry.bare:
            before = doc[span.start - 1].lower_ if span.start else ""
            return before == "the" or not doc[span.start].is_sent_start
        return not entry.confirm or _confirmed(span, entry)

    def _is_state(self, span: Span, entry: Entry) -> bool:
        """ "Salem, Ore.", "D-Minn.", "Bergen St (NY)"; of abbreviations also "Minn. Gov. Walz"."""
        doc, start = span.doc, span.start
        mark, before = (doc[start - 1].text, doc[start - 2]) if start > 1 else ("", None)
        if before is not None and mark in ("-", "–") and before.text in self.parties:
            return True
        if before is not None and mark == "," and before.pos_ == "PROPN":
            return entry.short == "abbreviation" or before.ent_type_ in ("GPE", "LOC")
        following = doc[span.end].text if span.end < len(doc) else ""
        if mark == "(" and following == ")" and before is not None and before.pos_ == "PROPN":
            return True
        titled = entry.short == "abbreviation" and following in self.titles
        return titled or (_words(span) not in self.others and _confirmed(span, entry))


def _confirmed(span: Span, entry: Entry) -> bool:
    """Whether the model sees a name of that type in just these words."""
    labels = _CONFIRMING.get(entry.type, _CONFIRMING["Organization"])
    return any(
        e.start == span.start and e.end == span.end and e.label_ in labels for e in span.doc.ents
    )


def build(nlp: Language, ontology: Ontology) -> Gazetteer:
    """Return the gazetteer of the ontology's names, cut into the pipeline's tokens."""
    forms: dict[str, Entry] = {}
    others: dict[str, Entry] = {}
    for form, entry in known_forms(ontology):
        if forms.setdefault(form, entry).short and not entry.short:
            others.setdefault(form, entry)
    docs = {form: nlp.make_doc(form) for form in forms}
    matcher = PhraseMatcher(nlp.vocab)
    matcher.add("name", list(docs.values()))
    entries = {_words(docs[form]): entry for form, entry in forms.items()}
    titles = ontology.cues.get("titles") or {}
    offices = (row["forms"] for row in titles.get("titles") or () if row.get("office"))
    return Gazetteer(
        matcher,
        entries,
        frozenset(titles.get("party_letters") or ()),
        frozenset(f.split()[0] for forms in offices for f in forms if f[0].isupper()),
        others,
    )


def _words(tokens: Doc | Span | spacy_tokens.Doc) -> str:
    """The tokens of a form, whatever the white space between them: what the matcher compares."""
    return " ".join(t.text for t in tokens)


def known_forms(ontology: Ontology) -> Iterator[tuple[str, Entry]]:
    """Yield every form with its entry; where two share a form the first one counts."""
    gazetteers = ontology.gazetteers
    agencies = gazetteers.get("agencies") or {}
    for row in agencies.get("agencies") or ():
        yield from _forms(row, "Agency")
    for name in agencies.get("patterns", {}).get("bare") or ():
        yield name, Entry("Agency", name, bare=True)
    for row in gazetteers.get("organizations", {}).get("organizations") or ():
        subtype = row.get("subtype")
        known = subtype if subtype in ontology.entity_types else "Organization"
        yield from _forms(row, known)
    places = gazetteers.get("places") or {}
    for section in ("countries", "states", "cities", "regions"):
        for row in places.get(section) or ():
            yield from _forms(row, "Place")
            for demonym in row.get("demonyms") or ():
                yield demonym, Entry("Place", row["name"], kind="demonym")
    for row in places.get("metonyms") or ():
        yield row["seat"], Entry("Place", row["seat"], confirm=" " not in row["seat"])


def _forms(row: Mapping[str, Any], entity_type: str) -> Iterator[tuple[str, Entry]]:
    entry = Entry(entity_type, row["name"], confirm=bool(row.get("confirm")))
    for form in (row["name"], *(row.get("aliases") or ())):
        yield form, entry
    for form in row.get("abbreviations") or ():
        yield form, replace(entry, short="abbreviation")
    for form in row.get("ambiguous") or ():
        yield form, replace(entry, ambiguous=True)
    for form in row.get("postal") or ():
        yield form, replace(entry, short="postal")


def _outermost(spans: list[Span]) -> Iterator[Span]:
    end = -1
    for span in spans:
        if span.start >= end:
            end = span.end
            yield span
