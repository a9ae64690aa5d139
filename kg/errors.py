"""The errors that people see. Each message says what was wrong, where, and what to do."""


class KgError(Exception):
    """Anything that stops the run: the message is one line, meant for a person."""


class DocumentError(KgError):
    """One document could not be read or extracted; the others go on."""


class OntologyError(KgError):
    """A file of the ontology is wrong: names file, key, value and what is allowed."""


class StoreError(KgError):
    """A graph store refused, failed or could not be reached."""


class MissingExtra(KgError):
    """An optional package is needed: names the extra to install."""
