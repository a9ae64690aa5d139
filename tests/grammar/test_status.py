"""Operators: polarity, modality and the type that a core is turned into."""

from __future__ import annotations

import pytest
from trees import parsed, word

from kg import ontology
from kg.extract.operators import Status, status


def read(sentence: str, core: str) -> Status:
    """Return the status of the word in the sentence, by our own ontology."""
    return status(word(parsed(sentence), core), ontology.load())


@pytest.mark.parametrize(
    ("sentence", "core", "polarity", "modality"),
    [
        ("Russia met Ukraine.", "met", "positive", "actual"),
        ("Russia did not meet Ukraine.", "meet", "negative", "actual"),
        ("Russia never met Ukraine.", "met", "negative", "actual"),
        ("Nobody attacked Ukraine.", "attacked", "negative", "actual"),
        ("Russia made no attack on Ukraine.", "attack", "negative", "actual"),
        ("Russia will meet Ukraine.", "meet", "positive", "planned"),
        ("Russia will not meet Ukraine.", "meet", "negative", "planned"),
        ("Russia could meet Ukraine.", "meet", "positive", "possible"),
        ("Russia can not meet Ukraine.", "meet", "negative", "possible"),
        ("Russia may have attacked Ukraine.", "attacked", "positive", "possible"),
        ("Russia must meet Ukraine.", "meet", "positive", "demanded"),
        ("Russia was to meet Ukraine.", "meet", "positive", "planned"),
        ("Trump is going to Minnesota.", "going", "positive", "planned"),
        ("Russia was meeting Ukraine.", "meeting", "positive", "actual"),
    ],
)
def test_own_words(sentence: str, core: str, polarity: str, modality: str) -> None:
    found = read(sentence, core)
    assert (found.polarity, found.modality, found.turned) == (polarity, modality, None)


@pytest.mark.parametrize(
    ("sentence", "core", "polarity", "modality"),
    [
        ("Russia plans to meet Ukraine.", "meet", "positive", "planned"),
        ("Russia could plan to meet Ukraine.", "meet", "positive", "planned"),
        ("If Russia plans to meet Ukraine, Poland will help.", "meet", "positive", "conditional"),
        ("Russia wants to meet Ukraine.", "meet", "positive", "planned"),
        ("Russia tried to attack Ukraine.", "attack", "positive", "planned"),
        ("Russia is going to attack Ukraine.", "attack", "positive", "planned"),
        ("Russia met Ukraine to thank Poland.", "thank", "positive", "planned"),
        ("Poland accused Russia of planning to attack Ukraine.", "attack", "positive", "planned"),
        ("Russia denied attacking Ukraine.", "attacking", "negative", "actual"),
        ("Russia denied that it attacked Ukraine.", "attacked", "negative", "actual"),
        ("Poland did not deny that Russia attacked Ukraine.", "attacked", "positive", "actual"),
        ("Russia failed to meet Ukraine.", "meet", "negative", "actual"),
        ("Russia stopped attacking Ukraine.", "attacking", "negative", "actual"),
        ("Russia managed to attack Ukraine.", "attack", "positive", "actual"),
        ("Russia began attacking Ukraine.", "attacking", "positive", "actual"),
        ("Russia used drones to attack Ukraine.", "attack", "positive", "actual"),
        ("Russia was able to meet Ukraine.", "meet", "positive", "possible"),
        ("Poland believes that Russia attacked Ukraine.", "attacked", "positive", "possible"),
        ("Poland said that Russia attacked Ukraine.", "attacked", "positive", "actual"),
        ("Poland said that Russia will attack Ukraine.", "attack", "positive", "planned"),
        ("Russia did not launch an attack on Ukraine.", "attack", "negative", "actual"),
        ("Russia will launch an attack on Ukraine.", "attack", "positive", "planned"),
        ("Poland urged Russia to meet Ukraine.", "meet", "positive", "demanded"),
        ("Poland demanded that Russia leave Ukraine.", "leave", "positive", "demanded"),
        ("Russia called for a meeting with Ukraine.", "meeting", "positive", "demanded"),
        ("Russia angered Poland by attacking Ukraine.", "attacking", "positive", "actual"),
        ("Poland accused Russia of attacking Ukraine.", "attacking", "positive", "actual"),
        ("Russia is said to have attacked Ukraine.", "attacked", "positive", "actual"),
        ("Russia is believed to have attacked Ukraine.", "attacked", "positive", "possible"),
        ("Russia nearly attacked Ukraine.", "attacked", "negative", "actual"),
        ("Russia won without attacking Ukraine.", "attacking", "negative", "actual"),
        ("Poland introduced a measure to ban Smith.", "ban", "positive", "planned"),
        ("Poland was the first country to recognize Ukraine.", "recognize", "positive", "actual"),
        ("Poland averted a strike on Ukraine.", "strike", "positive", "possible"),
        ("Leave Ukraine before Russia attacks Poland.", "Leave", "positive", "demanded"),
    ],
)
def test_governor_that_keeps_the_type(
    sentence: str, core: str, polarity: str, modality: str
) -> None:
    found = read(sentence, core)
    assert (found.polarity, found.modality, found.turned) == (polarity, modality, None)


@pytest.mark.parametrize(
    ("sentence", "core", "polarity", "modality", "turned"),
    [
        ("Russia refused to meet Ukraine.", "meet", "positive", "actual", "REJECTED"),
        ("Russia did not refuse to meet Ukraine.", "meet", "negative", "actual", "REJECTED"),
        ("Russia will refuse to meet Ukraine.", "meet", "positive", "planned", "REJECTED"),
        ("Russia rejected a meeting with Ukraine.", "meeting", "positive", "actual", "REJECTED"),
        ("Russia postponed a meeting with Ukraine.", "meeting", "positive", "actual", "REJECTED"),
        (
            "Russia's refusal to meet Ukraine angered Poland.",
            "meet",
            "positive",
            "actual",
            "REJECTED",
        ),
        ("Russia agreed to meet Ukraine.", "meet", "positive", "actual", "PROMISED"),
        ("Russia did not agree to meet Ukraine.", "meet", "negative", "actual", "PROMISED"),
        ("Russia will agree to meet Ukraine.", "meet", "positive", "planned", "PROMISED"),
        ("Russia failed to agree to meet Ukraine.", "meet", "negative", "actual", "PROMISED"),
        ("Russia hopes to agree to meet Ukraine.", "meet", "positive", "planned", "PROMISED"),
        ("Russia is ready to meet Ukraine.", "meet", "positive", "actual", "PROMISED"),
        ("Russia is not ready to meet Ukraine.", "meet", "negative", "actual", "PROMISED"),
        ("Russia threatened to attack Ukraine.", "attack", "positive", "actual", "THREATENED"),
        ("Russia promised not to attack Ukraine.", "attack", "positive", "actual", "PROMISED"),
        ("Russia refused to promise to meet Ukraine.", "meet", "negative", "actual", "PROMISED"),
        ("Poland vetoed a plan to attack Ukraine.", "attack", "positive", "actual", "REJECTED"),
    ],
)
def test_governor_that_turns_the_type(
    sentence: str, core: str, polarity: str, modality: str, turned: str
) -> None:
    found = read(sentence, core)
    operator = found.turned.type if found.turned else None
    assert (found.polarity, found.modality, operator) == (polarity, modality, turned)


@pytest.mark.parametrize(
    ("sentence", "core", "modality"),
    [
        ("If Russia attacks Ukraine, Poland will help.", "attacks", "conditional"),
        ("If Russia attacks Ukraine, Poland will help.", "help", "planned"),
        ("Unless Russia leaves Ukraine, Poland will attack.", "leaves", "conditional"),
        (
            "If Russia attacks Ukraine or threatens Poland, Trump will leave.",
            "threatens",
            "conditional",
        ),
        ("Leave Ukraine before Russia attacks Poland.", "attacks", "possible"),
        ("Russia left Ukraine before Poland attacked Russia.", "attacked", "actual"),
    ],
)
def test_subordinate_clause(sentence: str, core: str, modality: str) -> None:
    found = read(sentence, core)
    assert (found.polarity, found.modality, found.turned) == ("positive", modality, None)


@pytest.mark.parametrize(
    ("sentence", "core", "polarity", "modality", "turned"),
    [
        ("Russia will meet and thank Ukraine.", "meet", "positive", "planned", None),
        ("Russia will meet and thank Ukraine.", "thank", "positive", "planned", None),
        ("Russia did not meet or call Ukraine.", "meet", "negative", "actual", None),
        ("Russia refused to meet or call Ukraine.", "call", "positive", "actual", "REJECTED"),
        ("Russia met Ukraine but did not thank Poland.", "met", "positive", "actual", None),
        ("Russia met Ukraine but did not thank Poland.", "thank", "negative", "actual", None),
        ("Russia did not meet or call Ukraine.", "call", "negative", "actual", None),
        ("Russia did not meet Ukraine but thanked Poland.", "thanked", "positive", "actual", None),
        (
            "Russia has not met Ukraine and will not thank Poland.",
            "thank",
            "negative",
            "planned",
            None,
        ),
        ("Russia neither met nor thanked Ukraine.", "met", "negative", "actual", None),
        ("Russia neither met nor thanked Ukraine.", "thanked", "negative", "actual", None),
    ],
)
def test_coordinated_verbs(
    sentence: str, core: str, polarity: str, modality: str, turned: str | None
) -> None:
    found = read(sentence, core)
    operator = found.turned.type if found.turned else None
    assert (found.polarity, found.modality, operator) == (polarity, modality, turned)


def test_the_words_that_turned_a_core_are_kept() -> None:
    doc = parsed("Russia did not agree to meet Ukraine.")
    found = status(word(doc, "meet"), ontology.load())
    assert found.governor == word(doc, "agree")
    assert found.words == (word(doc, "agree"), word(doc, "not"))
    assert found.turned is not None
    assert found.turned.hostile == "THREATENED"


def test_flip() -> None:
    assert Status().flip() == Status(polarity="negative")
    assert Status(modality="planned").flip().flip() == Status(modality="planned")


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Russia promised not to attack Ukraine.", True),
        ("Russia threatened to attack Ukraine.", False),
    ],
)
def test_what_is_promised_may_itself_be_denied(sentence: str, expected: bool) -> None:
    assert read(sentence, "attack").inner_negative is expected


def test_what_is_lifted_was_hostile_and_is_not_lifted_yet_where_it_is_agreed() -> None:
    found = read("Russia agreed to lift sanctions on Ukraine.", "sanctions")
    assert found.turned is not None
    assert (found.turned.hostile, found.turned.type, found.modality) == (
        "CONCEDED_TO",
        None,
        "planned",
    )
