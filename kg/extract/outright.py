"""What somebody says to or of another outright: "Thank you, X", "Shame on X", "Crooked X".

Nothing is told there, but the speaker, in whose own words it stands, praises or blames X.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.extract import spans
from kg.extract.attributed import direct_speaker
from kg.extract.candidates import Candidate
from kg.extract.frames import Draft
from kg.extract.scene import Scene
from kg.extract.statics import stated
from kg.extract.verdict_words import Verdicts
from kg.extract.verdicts import RULE
from kg.parsed import Token

_NAMES = ("name", "account")
_INDEFINITE = ("a", "an", "no", "any", "another")
_TOLD = ("nsubj", "aux", "auxpass")  # "I would like to thank X" has a frame
_BLESSING = "god"


def outright(scene: Scene, owners: Mapping[int, int]) -> Iterator[Draft]:
    """Yield a statement of the speaker for each name that they greet or give an epithet."""
    doc, words = scene.page.doc, scene.arguments.words.verdicts
    for c in scene.arguments.candidates:
        written = c.root >= 0 and c.kind in _NAMES  # not in the metadata
        said = _said_of(doc[c.root], c, words) if written else None
        speaker = _speaker(said[0], scene, owners) if said is not None else None
        if said is None or speaker is None or speaker.root == c.root:
            continue
        word, verdict = said
        yield stated(words.relations[verdict], speaker, c, word, f"{RULE}:{verdict}")


def _speaker(word: Token, scene: Scene, owners: Mapping[int, int]) -> Candidate | None:
    source = direct_speaker(scene.attributed, scene.page.quoted, spans.of_token(word))
    return scene.arguments.heads.get(owners.get(source, source)) if source is not None else None


def _said_of(name: Token, c: Candidate, words: Verdicts) -> tuple[Token, str] | None:
    return _greeting(name, words) or _epithet(name, c, words)


def _greeting(name: Token, words: Verdicts) -> tuple[Token, str] | None:
    """ "Congratulations to X", "God bless X", "Thank you, X"."""
    while name.dep_ == "conj":
        name = name.head
    link = name.head
    word = link.head if name.dep_ == "pobj" else link
    after = link.lower_ if name.dep_ == "pobj" else ""
    verdict = words.greetings.get((word.lower_, after))
    told = [t for t in word.children if t.dep_ in _TOLD and t.lower_ != _BLESSING]
    opens = word.dep_ == "ROOT" or word.head.pos_ in ("VERB", "AUX", "PUNCT")
    return (word, verdict) if verdict and opens and not told and name.i > word.i else None


def _epithet(name: Token, c: Candidate, words: Verdicts) -> tuple[Token, str] | None:
    """ "Crooked Hillary", "the failing Times"; not "a strong Israel"."""
    before = [t for t in name.lefts if t.i < c.start]
    if before and any(t.is_punct for t in name.doc[before[0].i : c.start]):
        return None  # "all the wrong moves - Convention Center"
    if any(t.lower_ in _INDEFINITE for t in before):
        return None
    for token in before:
        verdict = words.epithets.get(token.lower_) if token.dep_ in ("amod", "compound") else None
        if verdict == "bad" or (verdict == "good" and c.type != "Place"):
            return token, verdict
    return None
