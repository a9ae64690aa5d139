"""Names without what differs between writings of one name: case, accents, transliteration."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import DamerauLevenshtein

_LETTERS = str.maketrans(
    {"ł": "l", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
# Writings of one sound in names that come from other alphabets, the longest first.
_SOUNDS = (
    ("sch", "s"), ("tsch", "c"), ("sh", "s"), ("ch", "c"), ("kh", "h"), ("gh", "g"), ("ph", "f"),
    ("zh", "z"), ("dj", "j"), ("ck", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ai", "ei"),
    ("ay", "ei"), ("ey", "ei"), ("iy", "i"), ("yi", "i"), ("y", "i"), ("q", "k"), ("w", "v"),
    ("x", "ks"), ("o", "u"), ("e", "i"),
)  # fmt: skip
_CLOSE = {1: 5, 2: 9}  # edits: letters that a word must have for so many to be a slip of the pen


@lru_cache(maxsize=200_000)
def folded(text: str) -> str:
    """Return the text in small letters, without accents and full stops."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return plain.replace(".", "").replace("’", "'")


def words(text: str) -> tuple[str, ...]:
    """Return the folded words; hyphens part them, a possessive ending is none."""
    return tuple(re.findall(r"[\w&@]+", folded(text).replace("'s ", " ").replace("'", "")))


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """Return what the transliterations of a word have in common."""
    for written, sound in _SOUNDS:
        word = word.replace(written, sound)
    return re.sub(r"(.)\1+", r"\1", word)


@lru_cache(maxsize=200_000)
def likeness(a: str, b: str) -> float:
    """Return how alike two folded words are: 1 equal, 0.95 transliterated, 0.9 a slip, 0 not."""
    if a == b:
        return 1.0
    if min(len(a), len(b)) > 3 and skeleton(a) == skeleton(b):
        return 0.95
    edits = DamerauLevenshtein.distance(a, b, score_cutoff=2)
    enough = min(len(a), len(b)) >= _CLOSE.get(edits, 99)
    return 0.95 - 0.05 * edits if enough else 0.0
