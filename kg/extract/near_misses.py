"""Why a trigger word gives nothing: which condition fails, or which side nobody fills."""

from __future__ import annotations

from collections.abc import Iterator

from kg.explaining import NearMiss
from kg.extract import spans
from kg.extract.arguments import Arguments
from kg.extract.frames import KINDS, drafts, meets, standing
from kg.extract.readings import Reading
from kg.extract.relations import Ranked
from kg.extract.scene import Scene
from kg.ontology import Condition, Frame
from kg.parsed import Token
from kg.records import Dropped

_SHOWN = 5  # words of a condition's list


def near_misses(
    scene: Scene, made: list[Ranked], dropped: tuple[Dropped, ...], bound: float
) -> Iterator[NearMiss]:
    """Yield, in text order, the triggers of a document that gave no statement over the bound."""
    kept = {m.draft.trigger.i: m for m in made}
    low = [m for m in made if m.relation.confidence < bound]
    reasons = {d.start: d.reason for d in dropped if d.stage == "relations"}
    for token in scene.page.doc:
        for m in low:
            if m.draft.trigger == token:
                under = f"confidence {m.relation.confidence} is under the bound {bound}"
                yield _miss(token, m.relation.type, under)
        if token.i not in kept and token.pos_ in KINDS:
            found = _of_token(token, scene, reasons.get(token.idx))
            yield from dict.fromkeys(found)


def _of_token(token: Token, scene: Scene, dropped: str | None) -> Iterator[NearMiss]:
    if not any(token.lemma_.lower() in words for words in scene.ontology.triggers.values()):
        return
    sentence, arguments = (token,), scene.arguments
    drafted = {d.relation for d in drafts(sentence, scene.ontology, arguments)}
    frames = list(standing(sentence, scene.ontology, arguments))
    for relation in sorted(drafted):
        yield _miss(token, relation, dropped or "another word of the sentence says the same")
    for reading, frame in frames if not drafted else ():
        yield _miss(token, frame.relation, _unmet(reading, frame, arguments))
    if not frames:
        yield from _not_standing(token, scene)


def _not_standing(token: Token, scene: Scene) -> Iterator[NearMiss]:
    """The word's frames, none of which can stand here: other words, or another part of speech."""
    lemma, here = token.lemma_.lower(), KINDS[token.pos_]
    for kind, triggers in scene.ontology.triggers.items():
        for frame in triggers.get(lemma, ()):
            at = -1 if kind == "nouns" else 0
            wanted = (" ".join(words) for words in frame.lemmas if words[at] == lemma)
            if kind == here:
                yield _miss(token, frame.relation, f"stands only in: {', '.join(wanted)}")
            else:
                yield _miss(token, frame.relation, f"is read as one of {here}, not of {kind}")


def _unmet(reading: Reading, frame: Frame, arguments: Arguments) -> str:
    """Why a frame gives nothing, although its words stand here."""
    for slot, condition in frame.where.items():
        if not meets(reading, slot, condition, arguments):
            return f"the condition {slot}: {_shown(condition)} fails ({_filled(reading, slot)})"
    for slot, condition in frame.unless.items():
        if meets(reading, slot, condition, arguments):
            return f"not where {slot}: {_shown(condition)} ({_filled(reading, slot)})"
    empty = [r for r in ("head", "tail") if not _has_actor(reading, frame.roles[r], arguments)]
    needed = [role for role in empty if role in frame.requires]
    slots = [slot for role in needed or empty for slot in frame.roles[role]]
    where = "; ".join(_filled(reading, slot) for slot in slots if reading.slot(slot))
    where = where or f"nothing fills {', '.join(slots) or 'it'}"
    return f"nobody is named for {' or '.join(needed or empty)} ({where})"


def _has_actor(reading: Reading, slots: tuple[str, ...], arguments: Arguments) -> bool:
    tokens = [t for slot in slots for t in reading.slot(slot)]
    return any(arguments.at(t) or arguments.below(t) for t in tokens)


def _filled(reading: Reading, slot: str) -> str:
    words = " and ".join(f'"{token.text}"' for token in reading.slot(slot))
    return f"{slot} is {words or 'empty'}"


def _shown(condition: Condition) -> str:
    if isinstance(condition, str):
        return condition
    more = len(condition) - _SHOWN
    words = [*condition[:_SHOWN], *([f"{more} more"] if more > 0 else [])]
    return f"[{', '.join(words)}]"


def _miss(token: Token, relation: str, reason: str) -> NearMiss:
    return NearMiss(relation, spans.of_token(token), token.text, reason)
