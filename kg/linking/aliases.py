"""Which forms of a name are aliases, without what a scraper or a parse left around the name."""

from __future__ import annotations

import re

_MARKS = '.,;:-–—"”’\\?! '
_NOISE = re.compile(r"[\[\](){}\\\"“”]|-told$|\s[-–—|]\s")  # what stands in no name
_MEN, _WOMEN = {"Mr", "Mr."}, {"Mrs", "Mrs.", "Ms", "Ms.", "Miss", "Madam"}


def proper(forms: set[str], name: str, family: str, gender: str | None) -> set[str]:
    """Return the forms that are names of the thing; `gender` is a person's, where it is known."""
    kept = {f for f in forms if f == name or not (_is_marked(f, forms) or _NOISE.search(f))}
    kept = {f for f in kept if f == name or not _is_joint(f, name, kept)}
    if family != "Person":
        return {f for f in kept if not _is_described(f, kept)}
    others = _WOMEN if gender == "m" else _MEN if gender == "f" else set()
    return {f for f in kept if f == name or f.split()[0] not in others}


def _is_marked(form: str, forms: set[str]) -> bool:
    """ "Oslo.-": another form with a mark left over at its end."""
    bare = form.rstrip(_MARKS)
    return bare != form and bare in forms


def _is_joint(form: str, name: str, forms: set[str]) -> bool:
    """ "Quill-Strand" of two people, "anti-Quill", "Bo-Quill" for Bo Quill."""
    if "-" not in form or "-" in name:
        return False
    if form.replace("-", " ") in forms:
        return True
    parts = form.split("-")
    ours = set(name.split())
    return " " not in form and len(parts) == 2 and len(ours.intersection(parts)) == 1


def _is_described(form: str, forms: set[str]) -> bool:
    """ "leader IS": another form after a word that is no name."""
    first, _, rest = form.partition(" ")
    return first.islower() and rest in forms
