"""Who acts: the subject of a verb, also where it stands in another clause.

Subjects are handed on through relative clauses, coordination, infinitives, participles and gerunds.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.asked import whom_asked
from kg.extract.coordination import host_of, is_joined
from kg.extract.phrases import conjuncts, expand, prepositions
from kg.extract.verbs import OBJECTS, SUBJECTS, children, is_finite, is_passive
from kg.parsed import Token

RELATIVES = {"WDT", "WP", "WP$"}
_OBJECT_CONTROL = ("from", "into", "of", "for", "as", "with", "about", "against", "out")
_RESULTS = {"kill", "injure", "wound", "destroy", "damage", "leave", "displace", "trap"}
_WHERE = ("GPE", "LOC", "FAC")
_INTENTS = {
    "will",
    "decision",
    "right",
    "ability",
    "inability",
    "readiness",
    "willingness",
    "intention",
}
_INTENTS |= {"plan", "attempt", "effort", "refusal", "failure", "capacity", "desire", "duty", "bid"}
_INTENTS |= {"obligation", "determination", "unwillingness", "reluctance", "choice", "need"}
_SPENDS = {"spend", "waste"}
_PARTS = {"role", "part"}
_MAX_HOPS = 6


def surface_subject(
    verb: Token, subject_control: frozenset[str], hops: int = 0
) -> tuple[tuple[Token, ...], bool]:
    """Return the tokens in subject position of the verb, and whether they stand elsewhere.

    `subject_control`: verbs whose subject is that of their infinitive although they have an
    object ("promised him to go").
    """
    own = children(verb, SUBJECTS)
    if own:
        return tuple(t for s in own for t in _expand_relative(verb, s)), False
    if hops >= _MAX_HOPS:
        return (), True
    head, hop = verb.head, hops + 1
    if head == verb:
        return (), False
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        if not is_joined(verb, head):
            return (), False
        host = host_of(verb, head)
        if verb.tag_ == "VBD" and any(c.tag_ == "TO" for c in host.children):
            host = (
                host.head
            )  # "called on X to go and urged Y to": no infinitive goes on in the past
        return surface_subject(host, subject_control, hop)[0], True
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "oprd") and (
        verb.dep_ != "ccomp" or not is_finite(verb)
    ):
        return _controller(verb, head, subject_control, hop), True
    if verb.dep_ in ("acl", "relcl") or (verb.dep_ == "parataxis" and verb.tag_ == "VBN"):
        return _of_noun(verb, head, subject_control, hop), True
    if verb.dep_ == "pcomp":
        return _controller(verb, _governor(head), subject_control, hop), True
    return (), False


def relative_subject(verb: Token) -> Token | None:
    """Return the relative pronoun that is the subject of a verb, or of the verb it is joined to."""
    while verb.dep_ == "conj" and not children(verb, SUBJECTS):
        verb = verb.head
    found = children(verb, SUBJECTS) if verb.dep_ == "relcl" else []
    return next((t for t in found if is_relative(t)), None)


def _expand_relative(verb: Token, subject: Token) -> Iterator[Token]:
    """The subject with what is coordinated with it; of an antecedent what stands before the verb:
    "Smith and Jones, who fled", but not "Smith, who fled, and Jones"."""
    antecedent = antecedent_of(verb, subject)
    yield from (t for t in conjuncts(antecedent) if antecedent == subject or t.i < verb.i)


def antecedent_of(verb: Token, subject: Token) -> Token:
    """A relative pronoun stands for the noun that its clause hangs on."""
    if verb.dep_ != "relcl" or not is_relative(subject):
        return subject
    return _what_happened(verb.head) if verb.lemma_ in _RESULTS else verb.head


def _what_happened(place: Token) -> Token:
    """ "A strike on a camp in Syria that killed two": the strike did, not where it was."""
    word = place
    while word.ent_type_ in _WHERE and word.dep_ in ("pobj", "appos"):
        word = word.head.head if word.dep_ == "pobj" else word.head
        while word.dep_ == "pobj" and word.pos_ == "NOUN":
            word = word.head.head
    return word if word.pos_ == "NOUN" else place


def is_relative(token: Token) -> bool:
    """Whether a word stands for the noun that its clause hangs on."""
    return token.tag_ in RELATIVES or token.lower_ == "that"


def _governor(preposition: Token) -> Token:
    """The word that a clause after a preposition hangs on: "prior to founding it, he led ..."."""
    word = preposition.head
    while word.pos_ in ("ADV", "ADP") and word.head != word:
        word = word.head
    return word


def _controller(
    verb: Token, governor: Token, subject_control: frozenset[str], hop: int
) -> tuple[Token, ...]:
    """The subject of a clause without one, from the word that governs it."""
    if governor.pos_ not in ("VERB", "AUX"):
        return _of_noun(verb, governor, subject_control, hop)
    governor = _reported(verb, governor)
    objects = children(governor, OBJECTS)
    near = [o for o in objects if o.right_edge.i + 1 == verb.left_edge.i]
    if meant := tuple(m for o in near for m in _meaning(o)):
        return meant
    controls = governor.lemma_ in subject_control or verb.dep_ == "advcl" or verb.i < governor.i
    preposition = verb.head.lower_ if verb.dep_ == "pcomp" else ""
    if objects and not controls and (not preposition or preposition in _OBJECT_CONTROL):
        return tuple(expand(objects))
    if is_passive(governor) and preposition == "by":
        return prepositions(governor).get("by", ())
    if asked := whom_asked(verb, governor):
        return asked
    return surface_subject(governor, subject_control, hop)[0]


def _meaning(noun: Token) -> tuple[Token, ...]:
    """ "The will of the Iraqis to fight": whose it is, wherever the parser hangs the infinitive."""
    return prepositions(noun).get("of", ()) if noun.lemma_ in _INTENTS else ()


def _reported(verb: Token, governor: Token) -> Token:
    """ "A bomb went off, police said, killing two": the bomb, not the police."""
    before = [c for c in governor.lefts if c.dep_ == "ccomp"]
    follows = verb.dep_ == "advcl" and verb.i > governor.i and verb.lemma_ in _RESULTS
    return before[0] if before and follows else governor


def _of_noun(
    verb: Token, noun: Token, subject_control: frozenset[str], hop: int
) -> tuple[Token, ...]:
    """The subject of a clause that hangs on a noun or an adjective."""
    if noun.pos_ == "ADJ":
        return surface_subject(noun.head, subject_control, hop)[0] if noun.head != noun else ()
    if spent := _spent(verb, noun):
        return surface_subject(spent, subject_control, hop)[0]
    if verb.dep_ in ("acl", "relcl", "parataxis") and verb.tag_ in ("VBG", "VBN"):
        return tuple(conjuncts(noun))
    if asked := whom_asked(verb, noun):
        return asked
    owners = [c for c in noun.children if c.dep_ == "poss"] or list(_meaning(noun))
    if owners:
        return tuple(expand(owners))
    if noun.dep_ in ("dobj", "attr", "nsubjpass") and noun.head.pos_ in ("VERB", "AUX"):
        return surface_subject(noun.head, subject_control, hop)[0]
    return ()


def _spent(verb: Token, word: Token) -> Token | None:
    """ "spent the week attacking X", "played a role attacking X": the verb on which hangs the time
    that a deed takes, or the part in it."""
    if verb.tag_ != "VBG":
        return None
    above = (a for a in (word, *word.ancestors) if a.pos_ == "VERB")
    verb_above = next(above, None)
    if verb_above is None:
        return None
    spends = verb_above.lemma_ in _SPENDS or (word.lemma_ in _PARTS and word.head == verb_above)
    return verb_above if spends else None
