"""Clause normalisation: what stands in which slot, whatever the syntax."""

from __future__ import annotations

import pytest
from trees import parsed, word

from kg.extract.clauses import clause_of, noun_subject
from kg.extract.phrases import conjuncts, noun_slot, prepositions

CONTROL = frozenset({"promise"})


def slots(sentence: str, verb: str) -> dict[str, str]:
    """Return the filled slots of the clause as words."""
    clause = clause_of(word(parsed(sentence), verb), CONTROL)
    return {name: " ".join(t.text for t in found) for name, found in sorted(clause.slots.items())}


@pytest.mark.parametrize(
    ("sentence", "verb", "expected"),
    [
        ("Police arrested Smith.", "arrested", {"subject": "Police", "object": "Smith"}),
        (
            "Police gave Smith a letter.",
            "gave",
            {"subject": "Police", "object": "letter", "dative": "Smith"},
        ),
        (
            "Police sent a letter to Smith.",
            "sent",
            {"subject": "Police", "object": "letter", "to": "Smith"},
        ),
        (
            "Walz called Trump a liar.",
            "called",
            {"subject": "Walz", "object": "Trump", "complement": "liar"},
        ),
        (
            "Walz said that Frey attacked Trump.",
            "said",
            {"subject": "Walz", "clause": "attacked"},
        ),
        (
            "Trump pulled troops out of Syria.",
            "pulled",
            {"subject": "Trump", "object": "troops", "out": "Syria", "of": "Syria"},
        ),
    ],
)
def test_active(sentence: str, verb: str, expected: dict[str, str]) -> None:
    assert slots(sentence, verb) == expected


@pytest.mark.parametrize(
    ("sentence", "verb", "expected"),
    [
        (
            "Smith was arrested by police.",
            "arrested",
            {"subject": "police", "object": "Smith"},
        ),
        ("Smith was arrested.", "arrested", {"object": "Smith"}),
        (
            "The man arrested by police fled.",
            "arrested",
            {"subject": "police", "object": "man"},
        ),
        (
            "Attacked by Iran, Israel appealed to Trump.",
            "Attacked",
            {"subject": "Iran", "object": "Israel"},
        ),
        (
            "Smith was arrested and charged by police.",
            "arrested",
            {"subject": "police", "object": "Smith"},
        ),
        (
            "Smith was arrested and charged by police.",
            "charged",
            {"subject": "police", "object": "Smith"},
        ),
        ("Smith was accused of killing Jones.", "accused", {"object": "Smith", "of": "killing"}),
        (
            "Smith was given a letter by police.",
            "given",
            {"subject": "police", "object": "letter", "dative": "Smith"},
        ),
    ],
)
def test_passive(sentence: str, verb: str, expected: dict[str, str]) -> None:
    assert slots(sentence, verb) == expected
    assert clause_of(word(parsed(sentence), verb), CONTROL).passive is True


@pytest.mark.parametrize(
    ("sentence", "verb", "expected"),
    [
        ("The man who attacked Smith fled.", "attacked", {"subject": "man", "object": "Smith"}),
        ("The man who attacked Smith fled.", "fled", {"subject": "man"}),
        (
            "Trump, who attacked Iran, met Putin.",
            "attacked",
            {"subject": "Trump", "object": "Iran"},
        ),
        ("The man Trump accused fled.", "accused", {"subject": "Trump", "object": "man"}),
        (
            "The senator who met Smith and attacked Jones resigned.",
            "attacked",
            {"subject": "senator", "object": "Jones"},
        ),
        (
            "The city where Russia attacked Poland burned.",
            "attacked",
            {"subject": "Russia", "object": "Poland"},
        ),
        ("The man whom Trump accused fled.", "accused", {"subject": "Trump", "object": "man"}),
        ("The man that Trump spoke to fled.", "spoke", {"subject": "Trump", "to": "man"}),
    ],
)
def test_relative_clause(sentence: str, verb: str, expected: dict[str, str]) -> None:
    assert slots(sentence, verb) == expected


@pytest.mark.parametrize(
    ("sentence", "verb", "expected"),
    [
        ("Smith wants to meet Jones.", "meet", {"subject": "Smith", "object": "Jones"}),
        ("Smith asked Jones to leave Iran.", "leave", {"subject": "Jones", "object": "Iran"}),
        ("Smith promised Jones to leave Iran.", "leave", {"subject": "Smith", "object": "Iran"}),
        ("Walz is ready to attack Frey.", "attack", {"subject": "Walz", "object": "Frey"}),
        ("Walz's plan to attack Frey failed.", "attack", {"subject": "Walz", "object": "Frey"}),
        ("Walz made a promise to attack Frey.", "attack", {"subject": "Walz", "object": "Frey"}),
        (
            "Trump railed against Walz, accusing him of fraud.",
            "accusing",
            {"subject": "Trump", "object": "him", "of": "fraud"},
        ),
        (
            "Agents wearing masks attacked Frey.",
            "wearing",
            {"subject": "Agents", "object": "masks"},
        ),
        ("Trump angered Walz by calling Frey.", "calling", {"subject": "Trump", "object": "Frey"}),
        ("Trump thanked Walz for calling Frey.", "calling", {"subject": "Walz", "object": "Frey"}),
        (
            "Brown accused Smith of killing Jones.",
            "killing",
            {"subject": "Smith", "object": "Jones"},
        ),
        ("Smith was accused of killing Jones.", "killing", {"subject": "Smith", "object": "Jones"}),
        (
            "Smith was arrested by police after attacking Jones.",
            "attacking",
            {"subject": "Smith", "object": "Jones"},
        ),
    ],
)
def test_inherited_subject(sentence: str, verb: str, expected: dict[str, str]) -> None:
    assert slots(sentence, verb) == expected
    assert clause_of(word(parsed(sentence), verb), CONTROL).inherited is True


def test_own_subject_of_an_infinitive_is_not_inherited() -> None:
    sentence = "Walz wants Frey to resign."
    assert slots(sentence, "resign") == {"subject": "Frey"}
    assert clause_of(word(parsed(sentence), "resign"), CONTROL).inherited is False


def test_control_is_what_the_caller_says() -> None:
    doc = parsed("Smith promised Jones to leave Iran.")
    clause = clause_of(word(doc, "leave"), frozenset())
    assert [t.text for t in clause.slot("subject")] == ["Jones"]


@pytest.mark.parametrize(
    ("sentence", "verb", "expected"),
    [
        (
            "Police and soldiers arrested Smith and Jones.",
            "arrested",
            {"subject": "Police soldiers", "object": "Smith Jones", "reciprocal": "soldiers"},
        ),
        ("Smith and Jones met.", "met", {"subject": "Smith Jones", "reciprocal": "Jones"}),
        ("Smith met Jones and accused Brown.", "met", {"subject": "Smith", "object": "Jones"}),
        ("Smith met Jones and accused Brown.", "accused", {"subject": "Smith", "object": "Brown"}),
        (
            "Police arrested and charged Smith.",
            "arrested",
            {"subject": "Police", "object": "Smith"},
        ),
        ("Police arrested and charged Smith.", "charged", {"subject": "Police", "object": "Smith"}),
        (
            "Police sent soldiers and tanks to Iran and Syria.",
            "sent",
            {"subject": "Police", "object": "soldiers tanks", "to": "Iran Syria"},
        ),
    ],
)
def test_coordination(sentence: str, verb: str, expected: dict[str, str]) -> None:
    assert slots(sentence, verb) == expected


@pytest.mark.parametrize(
    ("verb", "expected"),
    [
        ("lost", {"subject": "we", "object": "vote"}),
        ("left", {"subject": "Smith", "object": "room"}),
        ("said", {"subject": "Smith", "clause": "lost"}),
    ],
)
def test_a_verb_after_a_quotation_is_not_coordinated_into_it(
    verb: str, expected: dict[str, str]
) -> None:
    assert slots("Smith said “we lost the vote” and left the room.", verb) == expected


@pytest.mark.parametrize(
    ("sentence", "verb", "slot", "expected"),
    [
        ("Walz said that Frey attacked Trump.", "said", "clause", ["attacked"]),
        ("Walz said that Frey attacked Trump.", "said", "clause.subject", ["Frey"]),
        ("Walz said that Frey attacked Trump.", "said", "clause.object", ["Trump"]),
        ("Smith agreed to meet Jones.", "agreed", "clause.subject", []),
        ("Smith agreed to meet Jones.", "agreed", "clause.object", ["Jones"]),
        ("Police condemned the attack on Iran by Israel.", "condemned", "object.on", ["Iran"]),
        ("Police condemned the attack on Iran by Israel.", "condemned", "object.by", ["Israel"]),
        ("Police arrested Smith.", "arrested", "clause.object", []),
    ],
)
def test_inner_slot(sentence: str, verb: str, slot: str, expected: list[str]) -> None:
    clause = clause_of(word(parsed(sentence), verb), CONTROL)
    assert [t.text for t in clause.slot(slot)] == expected


@pytest.mark.parametrize(
    ("slot", "expected"),
    [
        ("poss", ["Trump"]),
        ("on", ["Iran", "Syria"]),
        ("self", ["attack"]),
        ("by", []),
        ("compound", []),
    ],
)
def test_slots_of_a_noun(slot: str, expected: list[str]) -> None:
    attack = word(parsed("Trump's attack on Iran and Syria failed."), "attack")
    assert [t.text for t in noun_slot(attack, slot)] == expected


def test_prepositions_of_a_noun() -> None:
    attack = word(parsed("Police condemned the attack on Iran by Israel."), "attack")
    found = {name: [t.text for t in tokens] for name, tokens in prepositions(attack).items()}
    assert found == {"on": ["Iran"], "by": ["Israel"]}


def test_conjuncts_are_those_to_the_right() -> None:
    doc = parsed("Police and soldiers arrested Smith and Jones.")
    assert [t.text for t in conjuncts(word(doc, "Smith"))] == ["Smith", "Jones"]
    assert [t.text for t in conjuncts(word(doc, "Jones"))] == ["Jones"]


@pytest.mark.parametrize(
    ("noun", "expected"),
    [
        ("promise", ["Walz"]),
        ("Walz", []),
    ],
)
def test_subject_of_a_noun_is_never_the_noun(noun: str, expected: list[str]) -> None:
    doc = parsed("Walz made a promise to attack Frey.")
    found = noun_subject(word(doc, noun), word(doc, "made"), CONTROL)
    assert [t.text for t in found] == expected


@pytest.mark.parametrize(
    ("sentence", "verb", "expected"),
    [
        ("Russia withdrew some of its troops.", "withdrew", {"object": "troops"}),
        (
            "British and French negotiators met.",
            "met",
            {"subject": "negotiators", "party": "British", "reciprocal": "French"},
        ),
        ("Imports fell, according to Russia.", "fell", {}),
    ],
)
def test_what_is_meant_by_a_phrase(sentence: str, verb: str, expected: dict[str, str]) -> None:
    found = slots(sentence, verb)
    assert {k: v for k, v in found.items() if k in expected} == expected
    assert "to" not in found
