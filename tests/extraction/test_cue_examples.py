"""Every example of cues/attribution.yaml: all that is said in the sentence, by whom and by which
cue."""

from __future__ import annotations

from typing import Any

import pytest

import kg
from kg import ontology
from kg.records import Attribution, Extraction, Span

EXAMPLES = ontology.load().cues["attribution"]["examples"]


def _shown(extraction: Extraction, attribution: Attribution) -> str:
    text = extraction.document.text
    source = next((m.text for m in extraction.mentions if m.id == attribution.source), "-")
    cue = _words(text, attribution.cue) if attribution.cue else "-"
    return " | ".join([source, cue, " … ".join(_words(text, s) for s in attribution.content)])


def _words(text: str, span: Span) -> str:
    return text[span.start : span.end]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"])
def test_example(example: dict[str, Any]) -> None:
    assert example.keys() == {"text", "said"}
    extraction = kg.extract(example["text"])
    assert [_shown(extraction, a) for a in extraction.attributions] == example["said"]


def test_no_example_stands_twice() -> None:
    texts = [example["text"] for example in EXAMPLES]
    assert len(set(texts)) == len(texts) >= 70
