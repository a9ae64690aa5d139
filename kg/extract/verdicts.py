"""Verdicts: what a source says of an actor in its own words.

"Smith said Miller had lied": Smith accuses Miller. The predicate decides which statement it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kg.extract import spans
from kg.extract.arguments import Argument
from kg.extract.attributed import Attributed, innermost
from kg.extract.candidates import Candidate
from kg.extract.frames import Draft
from kg.extract.operators import Status, status
from kg.extract.phrases import conjuncts
from kg.extract.scene import Scene
from kg.extract.subjects import surface_subject
from kg.extract.verbs import is_passive
from kg.parsed import Doc, Token
from kg.records import Span

RULE = "verdict"
_OPEN = ("possible", "conditional", "demanded")  # nobody says that it is so; but "can't be trusted"


def verdicts(scene: Scene, owners: Mapping[int, int]) -> Iterator[Draft]:
    """Yield a statement for each verdict; that of a post is its owner's (see `modals.demands`)."""
    for n, said in enumerate(scene.attributed):
        source = owners.get(said.source, said.source) if said.source is not None else None
        speakers = _speakers(source, scene) if source is not None and said.says else []
        if not speakers or not _is_asserted(said, scene):
            continue
        for verb in _predicates(said, scene):
            if innermost(scene.attributed, spans.of_token(verb)) == n:
                for speaker in speakers:
                    yield from _of(verb, speaker, scene)


def _speakers(source: int, scene: Scene) -> list[Candidate]:
    """Who says it, and who says it with them: "X and Y said"."""
    heads = scene.arguments.heads
    written = source >= 0  # not in the metadata
    joined = [t.i for t in conjuncts(scene.page.doc[source])] if written else [source]
    return [heads[i] for i in joined if i in heads]


def _of(governor: Token, speaker: Candidate, scene: Scene) -> Iterator[Draft]:
    words = scene.arguments.words.verdicts
    verb = _main(governor, words.aspects)
    found = status(governor, scene.ontology)
    copular = verb.lemma_ in words.copulas
    negative, passive = found.polarity == "negative", is_passive(verb)
    if found.modality in _OPEN[passive:] or (found.modality == "planned" and not copular):
        return
    owners = words.owners(verb) if copular and not negative else []
    judge = words.of_passive if passive else words.of_clause
    verdict = "wrong" if owners else judge(verb, negative)
    if verdict is None:
        return
    head = Argument.of(speaker)
    subjects = owners or surface_subject(verb, scene.ontology.subject_control)[0]
    for tail in _judged(subjects, scene):
        if verdict != "good" or not _are_of_one_side(speaker, tail, scene):
            relation, rule = words.relations[verdict], f"{RULE}:{verdict}"
            yield Draft(relation, head, tail, verb, {"content": (verb,)}, Status(), rule)


def _judged(subjects: Sequence[Token], scene: Scene) -> Iterator[Argument]:
    """Who is judged: the subject, or whose deed it is; not one that nobody was found for."""
    for token in subjects:
        deed = token.lemma_.lower() in scene.arguments.words.deeds
        found = scene.arguments.at(token) or (scene.arguments.below(token) if deed else ())
        for a in found:
            of = deed and scene.page.doc[a.root].head.lower_ == "of"  # "the treatment of X"
            if not of and (a.kind != "pronoun" or a.root in scene.links.entity):
                yield a


def _are_of_one_side(speaker: Candidate, tail: Argument, scene: Scene) -> bool:
    """Whether the speaker acts for whom they praise: an official for their government."""
    entity = scene.links.entity
    return speaker.acts_for is not None and entity.get(speaker.acts_for) == entity.get(tail.root)


def _is_asserted(said: Attributed, scene: Scene) -> bool:
    """Whether it was said: not "did not say", "would say"."""
    if said.cue is None:
        return True
    cue = _tokens(scene.page.doc, said.cue)
    found = status(cue.root, scene.ontology) if cue is not None else Status()
    return found.polarity == "positive" and found.modality == "actual"


def _predicates(said: Attributed, scene: Scene) -> Iterator[Token]:
    """The main verbs of what is said, sentence by sentence; questions say nothing."""
    for content in said.content:
        whole = _tokens(scene.page.doc, content)
        for sentence in whole.sents if whole is not None else ():
            start, end = max(sentence.start, whole.start), min(sentence.end, whole.end)
            if start < end and scene.page.doc[end - 1].text != "?":
                yield from _coordinated(scene.page.doc[start:end].root)


def _coordinated(verb: Token) -> Iterator[Token]:
    if verb.pos_ in ("VERB", "AUX") and verb.dep_ != "pcomp":  # "accused him of failing" is told
        yield verb
        for child in verb.children:
            if child.dep_ == "conj":
                yield from _coordinated(child)


def _main(verb: Token, aspects: frozenset[str]) -> Token:
    """The verb that says what is done: "is trying to rig the vote"."""
    if verb.lemma_ not in aspects:
        return verb
    inner = [c for c in verb.children if c.dep_ == "xcomp" and c.pos_ == "VERB"]
    return _main(inner[0], aspects) if inner else verb


def _tokens(doc: Doc, span: Span) -> Any:
    return doc.char_span(span.start, span.end, alignment_mode="contract")
