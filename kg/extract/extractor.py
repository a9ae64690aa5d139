"""One document to its extraction: the order of the stages, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from spacy.language import Language
from spacy.tokens import Doc as Parse

from kg import parsed
from kg.extract import (
    casing,
    hashtags,
    legislators,
    metonyms,
    name_types,
    spans,
    statics,
    vocabulary,
)
from kg.extract import cues as attribution_cues
from kg.extract import gazetteer as gazetteers
from kg.extract import metadata as given
from kg.extract import page as pages
from kg.extract import post_attributions as posts
from kg.extract.accounts import accounts, owners
from kg.extract.arguments import index, with_metadata
from kg.extract.attributed import Attributed
from kg.extract.attributions import attributions, others
from kg.extract.candidates import Candidate, overlaps
from kg.extract.casing import Casing
from kg.extract.cues import Cues
from kg.extract.datelines import placed
from kg.extract.frames import Draft, drafts
from kg.extract.gazetteer import Entry, Gazetteer
from kg.extract.hashtags import Hashtags
from kg.extract.metadata import Metadata
from kg.extract.metonyms import Seats, governments, without_seats
from kg.extract.modals import demands
from kg.extract.name_types import NameTypes
from kg.extract.names import names
from kg.extract.nominals import nominals
from kg.extract.omitted import with_authors
from kg.extract.operated import with_operated
from kg.extract.outright import outright
from kg.extract.page import Page
from kg.extract.phrase_ties import phrase_ties, with_wholes
from kg.extract.post_statements import post_statements
from kg.extract.posts import Patterns
from kg.extract.posts import build as build_patterns
from kg.extract.pronouns import pronouns, relatives
from kg.extract.relations import Trace, relations
from kg.extract.scene import Scene
from kg.extract.titles import Titled, retyped, titles
from kg.extract.verdicts import verdicts
from kg.extract.vocabulary import Vocabulary
from kg.ontology import Ontology
from kg.parsed import Doc
from kg.records import Attribution, Document, Dropped, Entity, Extraction, Mention
from kg.resolve.coreference import Links, link
from kg.resolve.names import Cluster, clusters
from kg.resolve.speech import Speech


@dataclass(frozen=True, slots=True)
class Extractor:
    """What extraction needs besides the text: built once, used for every document."""

    ontology: Ontology
    gazetteer: Gazetteer
    words: Vocabulary
    casing: Casing
    types: NameTypes
    tags: Hashtags
    seats: Seats
    known: Mapping[str, Entry]
    patterns: Patterns
    said: Cues

    def extract(self, document: Document, parse: Parse, trace: Trace | None = None) -> Extraction:
        """Return everything found in a document; `parse` is spaCy's of its text, `trace` as in
        `relations`."""
        doc = parsed.read(parse)
        cues = self.ontology.cues
        marks, is_post = cues["quotations"]["marks"], document.kind == "post"
        page = pages.read(doc, document.published, marks, self.patterns, is_post)
        found, titled, left_out = self._mentions(doc, document.text)
        told = self._told(document, found, page)
        written = index(doc, found, titled, self.words)
        inside, speaking = attributions(page, written, self.said, cues)
        found = _one_per_root([*found, *speaking])
        arguments = with_metadata(index(doc, found, titled, self.words), told.names)
        attributed = posts.within(posts.own(document, told, inside), inside)
        things = given.joined(self._things(doc, found, titled), told)
        owned = owners(doc, found, cues["platforms"])
        speakers = given.all_owners(owned, told, things)
        speech = Speech(attributed, page.quoted, speakers, told.narrator)
        links = link(doc, _as_named(found), things, titled, speech, self.words, cues)
        attributed = others(attributed, links.entity)
        mentioned = _one_per_root([*found, *relatives(attributed, found)])
        links = _with_relatives(links, attributed)
        ids = {c.root: f"m{n}" for n, c in enumerate((*told.names, *mentioned), 1)}
        scene = Scene(page, arguments, links, attributed, ids, self.ontology)
        posted, unposted = post_statements(scene, told, self.patterns)
        drafted = self._drafts(scene, found, titled, owned, speakers)
        beginnings = cues["platforms"]["beginnings"]
        drafted = with_authors(drafted, arguments, attributed, speakers, beginnings)
        made, lost = relations(list(drafted), scene, posted, trace)
        return Extraction(
            document=document,
            mentions=(
                *given.mentions(told, links.entity, ids, things),
                *_mentions(document.text, doc, mentioned, links, ids, things),
            ),
            entities=tuple(_entities(doc, things, found, links)),
            relations=tuple(made),
            attributions=tuple(_attribution(a, ids) for a in attributed),
            dropped=(*left_out, *unposted, *lost),
        )

    def _told(self, document: Document, found: Sequence[Candidate], page: Page) -> Metadata:
        """What the metadata name: of an article nobody but who says "I" in it."""
        if document.kind == "post":
            return given.read(document, self.known, self.ontology.cues["platforms"])
        first = (c for c in found if c.kind == "pronoun" and page.doc[c.root].text == "I")
        here = (spans.of_token(page.doc[c.root]) for c in first)
        told = any(not any(q.covers(i) for q in page.quoted) for i in here)
        return given.narrated(document, self.known) if told else Metadata()

    def _mentions(self, doc: Doc, text: str) -> tuple[list[Candidate], list[Titled], list[Dropped]]:
        tags = list(legislators.tags(doc, self.gazetteer, self.words))
        handles = [
            *accounts(doc, self.ontology.cues["platforms"]),
            *self.tags.names(doc),
            *legislators.candidates(tags),
        ]
        named, left_out = names(doc, self.gazetteer, self.words, self.types)
        named = placed(text, doc, named)
        named = [c for c in named if not any(overlaps(c, h) for h in handles)]
        titled = legislators.with_states(list(titles(doc, named, self.words)), named, tags)
        named = governments(doc, retyped(named, titled), self.seats)
        others = [*nominals(doc, named, titled, self.words)]
        others += pronouns(doc, self.ontology.cues["pronouns"])
        found = _one_per_root([*handles, *others, *named])
        return found, titled, left_out

    def _things(
        self, doc: Doc, found: Sequence[Candidate], titled: Sequence[Titled]
    ) -> list[Cluster]:
        named = [c for c in found if c.kind in ("name", "account", "demonym") or c.canonical]
        things = clusters(doc, named, titled, self.words, self.ontology)
        return without_seats(doc, things, named)

    def _drafts(
        self,
        scene: Scene,
        found: Sequence[Candidate],
        titled: Sequence[Titled],
        owned: dict[int, int],
        speakers: dict[int, int],
    ) -> Iterator[Draft]:
        yield from statics.offices(scene.page.doc, found, titled, self.ontology)
        yield from statics.account_ownership(scene.page.doc, found, owned, self.ontology)
        yield from statics.party_members(scene.page.doc, found, self.ontology)
        of_phrases = phrase_ties(scene.page.doc, found, self.ontology)
        stated = chain(of_phrases, self._of_clauses(scene, speakers))
        yield from with_wholes(stated, found, scene.page.doc, self.ontology)

    def _of_clauses(self, scene: Scene, speakers: dict[int, int]) -> Iterator[Draft]:
        stances = list(outright(scene, speakers))
        said = {d.trigger for d in stances}
        for sentence in scene.page.doc.sents:
            tokens = [t for t in sentence if t not in said]
            framed = list(drafts(tokens, self.ontology, scene.arguments))
            yield from with_operated(framed, tokens, self.ontology, scene.arguments)
            yield from demands(tokens, scene.arguments, scene.attributed, speakers, self.ontology)
        yield from stances
        yield from verdicts(scene, speakers)


def build(nlp: Language, ontology: Ontology) -> Extractor:
    """Return the extractor for a pipeline's vocabulary and an ontology."""
    known = gazetteers.build(nlp, ontology)
    words = vocabulary.build(ontology)
    forms = list(gazetteers.known_forms(ontology))
    common = frozenset(ontology.cues["casing"]["common_words"])
    case = casing.build(forms, {*words.gender, *words.naming.surnames}, common)
    types = name_types.build(nlp.vocab, known, words)
    said = attribution_cues.build(ontology.cues["attribution"])
    tags = hashtags.build(forms, words.gender, common)
    entries = dict(reversed(forms))
    seats, patterns = metonyms.build(ontology), build_patterns(ontology.cues["platforms"])
    return Extractor(ontology, known, words, case, types, tags, seats, entries, patterns, said)


def _as_named(found: Sequence[Candidate]) -> list[Candidate]:
    """The candidates as coreference reads them: "the Israeli government" is known, as by a name."""
    return [replace(c, kind="name") if c.kind == "nominal" and c.canonical else c for c in found]


def _one_per_root(found: Sequence[Candidate]) -> list[Candidate]:
    """Sorted by place; of two with one head token the first given stays."""
    kept: dict[int, Candidate] = {}
    for c in found:
        kept.setdefault(c.root, c)
    return sorted(kept.values(), key=lambda c: (c.start, -c.end))


def _mentions(
    text: str,
    doc: Doc,
    found: Sequence[Candidate],
    links: Links,
    ids: dict[int, str],
    things: Sequence[Cluster],
) -> Iterator[Mention]:
    for c in found:
        span = doc[c.start : c.end]
        thing = links.entity.get(c.root)
        kind = things[thing].type if thing is not None and thing < len(things) else c.type
        yield Mention(
            id=ids[c.root],
            start=span.start_char,
            end=span.end_char,
            text=text[span.start_char : span.end_char],
            type=kind,
            kind=c.kind,
            entity=f"e{thing + 1}" if thing is not None else None,
            acts_for=ids.get(c.acts_for) if c.acts_for is not None else None,
            origin=ids.get(c.origin) if c.origin is not None else None,
        )


def _entities(
    doc: Doc, things: Sequence[Cluster], found: Sequence[Candidate], links: Links
) -> Iterator[Entity]:
    for n, cluster in enumerate(things, 1):
        yield Entity(f"e{n}", cluster.type, cluster.name, cluster.aliases)
    first: dict[int, Candidate] = {}
    for c in found:
        thing = links.entity.get(c.root, -1)
        known = first.get(thing)
        if thing >= len(things) and (known is None or known.kind == "pronoun" != c.kind):
            first[thing] = c  # named by its description, not by "I"
    for thing, c in sorted(first.items()):
        yield Entity(f"e{thing + 1}", c.type, c.text(doc))


def _with_relatives(links: Links, attributed: Sequence[Attributed]) -> Links:
    """The links, with what speaks as "who" linked as its antecedent is."""
    linked = {a.relative: links.entity.get(a.source) for a in attributed if a.source is not None}
    known = {r: e for r, e in linked.items() if r is not None and e is not None}
    return replace(links, entity={**links.entity, **known})


def _attribution(a: Attributed, ids: dict[int, str]) -> Attribution:
    speaker = a.relative if a.relative in ids else a.source
    source = ids[speaker] if speaker is not None else None
    return replace(Attribution(source, a.cue, a.content, a.kind), date=a.date, parent=a.parent)
