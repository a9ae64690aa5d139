"""Statements that the syntax of posts makes: replies, reposts and mentions of accounts.

Who posts is their head; they are in the words of the post that they stand in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from kg.extract import spans
from kg.extract.attributed import innermost
from kg.extract.candidates import Candidate
from kg.extract.metadata import Metadata
from kg.extract.posts import Patterns
from kg.extract.ranking import weights
from kg.extract.scene import Scene
from kg.extract.verbs import SUBJECTS
from kg.parsed import Token
from kg.records import Dropped, Relation, Span

_SHORT = 320  # characters of a post that is its own evidence
_FINITE = ("VBZ", "VBD", "MD")
_HANDLES = re.compile(r"\s*(?:@[\w.]+[\s,&]+)*")
_NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class _Act:
    """Something done by posting: to whom, and where the text or a metadata field shows it."""

    rule: str
    head: int
    tail: int
    trigger: Span
    evidence: Span
    attribution: int | None


_ACCOUNT = "account:metadata"


def post_statements(
    scene: Scene, metadata: Metadata, patterns: Patterns
) -> tuple[list[Relation], list[Dropped]]:
    """Return a statement for each account that a post answers, repeats or mentions, once each.

    What a post says of its own author is left out.
    """
    made: dict[tuple[str, int | None, int | None], Relation] = {}
    left_out: list[Dropped] = []
    for act in (*_written(scene, metadata, patterns), *_told(scene, metadata)):
        if _form(act) not in scene.ontology.by_form:
            continue
        head, tail = scene.links.entity.get(act.head), scene.links.entity.get(act.tail)
        if head is not None and head == tail:
            left_out.append(_of_itself(act, scene))
        else:
            made.setdefault((act.rule, head, tail), _relation(act, scene))
    return list(made.values()), left_out


def _form(act: _Act) -> str:
    """What is done: a reply, a share, a mention; or that the account is somebody's."""
    sort, _, how = act.rule.partition(":")
    return sort if act.rule == _ACCOUNT else how


def _relation(act: _Act, scene: Scene) -> Relation:
    return Relation(
        id="",
        type=scene.ontology.by_form[_form(act)],
        head=scene.ids[act.head],
        tail=scene.ids[act.tail],
        trigger=act.trigger,
        evidence=act.evidence,
        attribution=act.attribution,
        confidence=weights()["posts"][act.rule.partition(":")[2]],
        rule=act.rule,
    )


def _of_itself(act: _Act, scene: Scene) -> Dropped:
    text = scene.page.text[act.trigger.start : act.trigger.end]
    return Dropped("posts", "both sides are one entity", act.trigger.start, act.trigger.end, text)


def _written(scene: Scene, metadata: Metadata, patterns: Patterns) -> Iterator[_Act]:
    """What the handles in the posts of a text show."""
    posts = [n for n, a in enumerate(scene.attributed) if a.kind == "post"]
    inner = [scene.attributed[n] for n in posts]
    for c in scene.arguments.candidates:
        if c.kind != "account" or c.type != "Account":
            continue
        here = spans.of_token(scene.page.doc[c.root])
        at = innermost(inner, here)
        poster = inner[at].source if at is not None else None
        if at is None or poster is None:
            continue
        content = next(s for s in inner[at].content if s.covers(here))
        before = scene.page.text[content.start : here.start]
        if patterns.share.search(before) or any(a.cue == here for a in inner):
            rule = "post:share"
        else:
            replies = _is_reply(c, before, scene, metadata, poster)
            rule = "post:reply" if replies else "post:mention"
        yield _Act(rule, poster, c.root, here, _evidence(content, c, scene), posts[at])


def _is_reply(c: Candidate, before: str, scene: Scene, metadata: Metadata, poster: int) -> bool:
    """Whether a post begins with this handle to answer it: "@ann thanks!", not "@ann is late", nor
    "@ann: I am late".

    Where the metadata say whom it answers, it is that one among the first handles.
    """
    if poster == metadata.author and "reply_to" in metadata.sources:
        entity = scene.links.entity
        told = entity.get(metadata.sources["reply_to"]) == entity.get(c.root)
        return told and bool(_HANDLES.fullmatch(before))
    return not before.strip() and not _is_subject(scene.page.doc[c.root])


def _is_subject(handle: Token) -> bool:
    """Whether what follows the handle says something of it, or is said by it."""
    after = handle.doc[handle.i + 1 : handle.i + 2]
    if not after or after[0].text.startswith("@"):
        return False
    tag = after[0].tag_
    return after[0].text == ":" or tag == "POS" or (tag in _FINITE and handle.dep_ in SUBJECTS)


def _evidence(content: Span, c: Candidate, scene: Scene) -> Span:
    """The post where it is short, else the sentence with the handle."""
    if content.end - content.start > _SHORT:
        return spans.over([t for t in scene.page.doc[c.root].sent if not t.is_space])
    return _stripped(content, scene.page.text)


def _stripped(span: Span, text: str) -> Span:
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.start + len(words.rstrip())))


def _told(scene: Scene, metadata: Metadata) -> Iterator[_Act]:
    """What the metadata tell. No word of the text shows it, so the trigger is none: 0 to 0."""
    author = metadata.author
    if author is None:
        return
    own = max(n for n, a in enumerate(scene.attributed) if a.cue is None and a.source == author)
    text = _first_words(scene)
    for name, rule in (("reply_to", "post:reply"), ("repost_of", "post:share")):
        if name in metadata.sources:
            yield _Act(rule, author, metadata.sources[name], _NOWHERE, text, own)
    for account, owner in metadata.owners.items():
        yield _Act(_ACCOUNT, owner, account, _NOWHERE, _NOWHERE, own)


def _first_words(scene: Scene) -> Span:
    """The post where it is short, else its first sentence."""
    doc, text = scene.page.doc, scene.page.text
    whole = _stripped(Span(0, len(text)), text)
    if whole.end - whole.start <= _SHORT:
        return whole
    sentences: Sequence[Any] = list(doc.sents)
    tokens = next(ts for s in sentences if (ts := [t for t in s if not t.is_space]))
    return spans.over(tokens)
