"""Owners of accounts whom no document names: statements, on the evidence of the handle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.linking.linker import Links
from kg.linking.profiles import Profile
from kg.records import Statement, digest

HAS_ACCOUNT = "HAS_ACCOUNT"


def statements(links: Links, profiles: Mapping[str, Profile]) -> Iterator[Statement]:
    """Yield a statement for each owner that was read from a handle alone."""
    for link in links.links:
        account = profiles[link.member]
        if link.kind == "owner" and not account.owners and account.seat:
            yield _statement(link.other, account, link.confidence)


def _statement(owner: str, account: Profile, confidence: float) -> Statement:
    seat = account.seat
    assert seat is not None
    span = f"{seat.start}-{seat.end}"
    return Statement(
        id=digest(seat.document, HAS_ACCOUNT, None, span, span, "positive", "actual"),
        type=HAS_ACCOUNT,
        head=owner,
        tail=account.id,
        document=seat.document,
        sentence=seat.sentence,
        start=seat.start,
        end=seat.end,
        trigger=seat.text,
        trigger_start=seat.start,
        trigger_end=seat.end,
        polarity="positive",
        modality="actual",
        confidence=confidence,
        rule="handle",
        published=seat.published or None,
    )
