"""Operators: what turns a core's type, polarity or modality, from the core outwards.

"Russia did not agree to meet Ukraine": the core *meet* is turned by *agree* (PROMISED, of MET) and
by *not* (negative). The table of operators is data; how they compose is here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.extract.verbs import is_subjunctive
from kg.ontology import Ontology, Operator
from kg.parsed import Token

_PREDICATES = ("VERB", "AUX", "NOUN", "ADJ")
_MAX_HOPS = 8
_ADJUNCTS = ("acl", "advcl", "relcl")  # "a measure to ban X" may be any of them
_WOULD = ("would", "'d", "’d")
_INVERTED = ("should", "had", "were")
_UNDONE = {"without", "short", "instead"}
_NEGATING = ("advmod", "preconj", "cc")
_ADVERBIAL_GERUNDS = {"by", "after", "before", "in", "while", "since", "without", "of"}


@dataclass(frozen=True, slots=True)
class Status:
    """How a core stands: `turned` is the operator that gives the statement another type, and
    `inner_negative` says that what it governs was denied ("promised not to attack")."""

    polarity: str = "positive"
    modality: str = "actual"
    turned: Operator | None = None
    governor: Token | None = None
    inner_negative: bool = False
    words: tuple[Token, ...] = ()

    def flip(self) -> Status:
        """Return the status with the other polarity."""
        return replace(self, polarity="negative" if self.polarity == "positive" else "positive")


def status(core: Token, ontology: Ontology) -> Status:
    """Return the polarity, modality and type-turning operator of a trigger word."""
    found, word = _own(core, None, Status(), ontology), core
    for _ in range(_MAX_HOPS):
        governed = _governor(word, ontology)
        if governed is None:
            found = _undone(word, _commanded(word, found, ontology))
            return _before(word, found, ontology)
        governor, over = governed
        if over not in ("same", "conj"):
            found, climbs = _apply(governor, over, word, found, ontology)
            if not climbs:
                break
        if over != "conj" or _shares_auxiliaries(word):
            found = _own(governor, word, found, ontology)
        word = governor
    return found


def _commanded(word: Token, found: Status, ontology: Ontology) -> Status:
    """ "Pull the troops out!" tells somebody to; "thank you" does what it says."""
    performed = word.lemma_.lower() in ontology.auxiliaries["performatives"]
    if word.tag_ != "VB" or word.dep_ not in ("ROOT", "ccomp") or performed:
        return found
    alone = not any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for c in word.children)
    return _with_modality(found, "demanded") if alone else found


def _undone(word: Token, found: Status) -> Status:
    """ "Without attacking", "stopped short of attacking" did not."""
    above = {word.head.lower_, word.head.head.lower_} if word.dep_ == "pcomp" else set()
    return found.flip() if above & _UNDONE else found


def looks_ahead(found: Status) -> bool:
    """Return whether what is planned or demanded still lies ahead: not "was to meet on Friday"."""
    return found.modality in ("planned", "demanded") and not any(map(_was, found.words))


def _was(word: Token) -> bool:
    return any(w.lemma_ == "be" and w.tag_ == "VBD" for w in (word, *word.children))


def supports(verb: Token, ontology: Ontology) -> bool:
    """Return whether the verb lends its subject to an event noun: "launched an attack on"."""
    return verb.lemma_.lower() in ontology.auxiliaries["support"]


def turns_nouns(verb: Token, ontology: Ontology) -> bool:
    """Return whether the verb is an operator over nouns: "rejected a meeting"; who averts or fears
    an event has no part in it."""
    operators = ontology.by_operator.get(verb.lemma_.lower(), ())
    return any("noun" in o.over and o.modality != "possible" for o in operators)


def _before(word: Token, found: Status, ontology: Ontology) -> Status:
    """ "Pull out before they kill somebody": what is to be prevented has not happened; nor has
    what somebody was too late for ("left before he could be arrested")."""
    marks = ontology.auxiliaries["preventive_marks"]
    mark = next((c.lower_ for c in word.children if c.dep_ == "mark" and c.lower_ in marks), None)
    if word.dep_ != "advcl" or mark is None:
        return found
    if mark == "before" and any(c.dep_ == "aux" and c.lower_ == "could" for c in word.children):
        return found.flip()
    unreal = status(word.head, ontology).modality != "actual" or word.head.tag_ == "VB"
    return _with_modality(found, "possible") if unreal else found


def _own(word: Token, below: Token | None, found: Status, ontology: Ontology) -> Status:
    """Apply a word's own negation, auxiliaries, conditions and aspect.

    `below` is the word that was come from: its own negation has been applied.
    """
    aux = ontology.auxiliaries
    children = [c for c in word.children if c != below]
    negations = [c for c in children if _negates(c, word, ontology)]
    if negations:  # "neither met nor thanked" denies once
        found = replace(found.flip(), words=(*found.words, *negations))
    for child in children:
        mark = child.dep_ == "mark" and child.lower_ in aux["conditional_marks"]
        if mark or is_inverted(child):
            found = replace(found, modality="conditional", words=(*found.words, child))
        elif child.dep_ == "aux":
            found = _modal(child, found, ontology)
    return _with_modality(found, "planned") if _is_planned_motion(word, ontology) else found


def _negates(child: Token, word: Token, ontology: Ontology) -> bool:
    """Whether a child of a word denies it: "not", "never", "nor", "no troops"."""
    aux, form = ontology.auxiliaries, child.lower_
    if child.i + 1 < len(child.doc) and child.nbor().lower_ in aux["not_negations"]:
        return False  # "not only"
    two = f"{child.nbor(-1).lower_} {form}" if child.i else form
    denies = form in aux["negations"] or two in aux["negations"]  # "no longer"
    if child.dep_ == "neg" or (denies and child.dep_ in _NEGATING):
        return True
    if child.dep_ == "det" and word.pos_ == "NOUN":
        return form in aux["negative_determiners"]
    arguments = ("nsubj", "nsubjpass", "dobj")
    return child.dep_ in arguments and _has_negative_determiner(child, ontology)


def _is_planned_motion(word: Token, ontology: Ontology) -> bool:
    """ "is going to Minnesota", "is meeting Ukraine": a progressive that speaks of the future."""
    if word.tag_ != "VBG":
        return False
    be = [c for c in word.children if c.dep_ == "aux" and c.lemma_ == "be"]
    planned = ontology.auxiliaries["progressive_planned"]
    present = any(c.tag_ in ("VBP", "VBZ") for c in be) and word.lemma_ in planned["present"]
    return present or (bool(be) and word.lemma_ in planned["any"])


def is_inverted(auxiliary: Token) -> bool:
    """ "Should Smith go, ...", "had Smith gone, ...": an auxiliary that comes first is an "if"."""
    verb = auxiliary.head
    if auxiliary.dep_ != "aux" or verb.dep_ != "advcl" or auxiliary.lower_ not in _INVERTED:
        return False
    return any(c.dep_ in ("nsubj", "nsubjpass") and c.i > auxiliary.i for c in verb.children)


def _modal(auxiliary: Token, found: Status, ontology: Ontology) -> Status:
    if auxiliary.lemma_ == "have":  # "'d" of "he'd gone"
        return found
    for modality, forms in ontology.auxiliaries["modals"].items():
        if auxiliary.lower_ in forms:
            if auxiliary.lower_ in _WOULD and _is_perfect(auxiliary.head):
                modality = "conditional"  # "would have gone" did not
            return replace(_with_modality(found, modality), words=(*found.words, auxiliary))
    return found


def _with_modality(found: Status, modality: str) -> Status:
    """The innermost modality stands, but a condition or a demand outranks a plan."""
    if found.modality == "actual" or modality == "conditional":
        return replace(found, modality=modality)
    return found


def _shares_auxiliaries(word: Token) -> bool:
    """ "did not meet or call": what is said of the first verb holds for a second one of its form,
    unless that one has auxiliaries or a subject of its own, or "but" stands between."""
    if any(c.dep_ in ("aux", "auxpass", "nsubj", "nsubjpass", "neg") for c in word.children):
        return False
    if any(c.dep_ == "cc" and c.lower_ == "but" for c in word.head.children):
        return False
    return word.tag_ == word.head.tag_ or word.tag_ in ("VB", "VBP")


def _has_negative_determiner(noun: Token, ontology: Ontology) -> bool:
    negative = ontology.auxiliaries["negative_determiners"]
    return any(c.dep_ == "det" and c.lower_ in negative for c in noun.children) or noun.lower_ in (
        "nobody",
        "no-one",
        "none",
    )


def _governor(word: Token, ontology: Ontology) -> tuple[Token, str] | None:
    """What may govern the word, and how the word hangs on it in the operators' terms."""
    label, head = word.dep_, word.head
    if head == word:
        return None
    if label == "conj":
        return (head, "conj") if head.pos_ == word.pos_ and not _has_own_subject(word) else None
    if label in ("xcomp", "ccomp", "oprd", *_ADJUNCTS) and head.pos_ in _PREDICATES:
        over = _complement_kind(word)
        adverbial = label in _ADJUNCTS
        if any(c.lower_ in ontology.auxiliaries["ordinals"] for c in head.children):
            return None  # "the first country to recognize X" did
        return None if adverbial and over != "infinitive" else (_predicated(head), over)
    if label == "pcomp" and word.tag_ == "VBG":
        return None if head.lower_ in _ADVERBIAL_GERUNDS else (head.head, "gerund")
    if word.pos_ == "NOUN" and label in ("dobj", "nsubjpass") and head.pos_ == "VERB":
        return head, "same" if _only_supports(head, ontology) else "noun"
    if _is_of_operator(word, ontology):
        return head.head, "noun"
    if word.pos_ == "NOUN" and label == "pobj" and head.lower_ in ("for", "to", "on"):
        return head.head, "noun-prep"
    if label in ("acomp", "attr") and head.lemma_ in ontology.auxiliaries["copulas"]:
        return head, "same"
    return None


def _predicated(verb: Token) -> Token:
    """ "It is unlikely that X will": of a copula with an adjective the adjective governs."""
    return next((c for c in verb.children if c.dep_ == "acomp" and verb.lemma_ == "be"), verb)


def _is_of_operator(word: Token, ontology: Ontology) -> bool:
    """ "The threat of sanctions": a noun that is an operator over nouns."""
    of = word.head
    hangs = word.dep_ == "pobj" and word.pos_ == of.head.pos_ == "NOUN" and of.lower_ == "of"
    return hangs and turns_nouns(of.head, ontology)


def _only_supports(verb: Token, ontology: Ontology) -> bool:
    """ "did not impose sanctions": a verb that lends its subject lends its negation, too."""
    return supports(verb, ontology) and not turns_nouns(verb, ontology)


def _complement_kind(word: Token) -> str:
    if any(c.tag_ == "TO" for c in word.children):
        return "infinitive"
    if word.tag_ == "VBG" and not _has_own_subject(word):
        return "gerund"
    return "infinitive" if word.dep_ == "xcomp" else "clause"


def _apply(
    governor: Token, over: str, word: Token, found: Status, ontology: Ontology
) -> tuple[Status, bool]:
    """Apply what governs the word. Returns the new status and whether to climb on from there."""
    kind = over.removesuffix("-prep")
    purpose = governor.dep_ == "pobj" and governor.head.lower_ == "in"  # "in order to"
    known = ontology.by_operator.get(governor.lemma_.lower(), ())
    for operator in () if purpose else known:
        asked = kind == "infinitive" and "asked" in operator.over and _has_own_subject(word)
        own = operator.commits and _is_own(word, governor, ontology)
        bare = kind == "clause" and "subjunctive" in operator.over and is_subjunctive(word)
        if asked or own or bare or kind in operator.over:
            return _turn(found, operator, governor, _is_perfect(word)), True
    if kind == "infinitive":  # "to have attacked" looks back, "to attack" ahead
        return found if _is_perfect(word) else _with_modality(found, "planned"), True
    return found, False


def _is_own(word: Token, governor: Token, ontology: Ontology) -> bool:
    """ "Vowed that it would attack": a clause whose subject can be who vows, not him it tells."""
    subjects = [c for c in word.children if c.dep_ == "nsubj"]
    told = any(c.dep_ in ("dobj", "dative") for c in governor.children)
    planned = ontology.auxiliaries["modals"]["planned"]
    will = any(c.dep_ == "aux" and c.lower_ in planned for c in word.children)
    return will and not told and any(s.tag_ == "PRP" for s in subjects)


def _is_perfect(word: Token) -> bool:
    return any(c.dep_ == "aux" and c.lemma_ == "have" for c in word.children)


def _turn(found: Status, operator: Operator, governor: Token, perfect: bool) -> Status:
    found = replace(found, words=(*found.words, governor))
    if (operator.type or operator.hostile) and found.turned is None:
        inner = found.polarity == "negative"
        turned = replace(found, turned=operator, governor=governor, inner_negative=inner)
        return replace(turned, modality="actual", polarity="positive")
    if operator.polarity == "negative":
        found = found.flip()
    elif operator.type:  # "agreed to lift": what is lifted is not so yet
        found = _with_modality(found, "planned")
    if operator.modality and operator.modality != "actual":
        planned = operator.modality == "planned"
        found = found if planned and perfect else _with_modality(found, operator.modality)
    return found


def _has_own_subject(word: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in word.children)
