"""Accounts: handles and links that name one, what is none, and whose they are."""

from __future__ import annotations

import pytest
from reading import extracted, stated


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Write to @adaquill or @ada@quill.example today.",
            [("@adaquill", "@adaquill"), ("@ada@quill.example", "@ada@quill.example")],
        ),
        (
            "See t.me/quillnews and https://t.me/s/quill_two for more.",
            [("t.me/quillnews", "@quillnews"), ("https://t.me/s/quill_two", "@quill_two")],
        ),
        (
            "See https://www.youtube.com/@QuillTube and youtube.com/c/QuillTwo for more.",
            [
                ("https://www.youtube.com/@QuillTube", "@QuillTube"),
                ("youtube.com/c/QuillTwo", "@QuillTwo"),
            ],
        ),
        (
            "See https://x.com/adaquill and https://twitter.com/benstone/ for more.",
            [
                ("https://x.com/adaquill", "@adaquill"),
                ("https://twitter.com/benstone/", "@benstone"),
            ],
        ),
        (
            "See https://truthsocial.com/@adaquill and https://bsky.app/profile/a.example now.",
            [
                ("https://truthsocial.com/@adaquill", "@adaquill"),
                ("https://bsky.app/profile/a.example", "@a.example"),
            ],
        ),
        (
            "See https://quill.example/@ada for more.",
            [("https://quill.example/@ada", "@ada@quill.example")],
        ),
        ("See https://t.me/quillnews/123 and https://x.com/adaquill/status/12 for more.", []),
        ("See https://youtube.com/watch?v=abc and https://x.com/home for more.", []),
        ("See https://quill.example/ada for more.", []),
        ("Write to ada@quill.example about #quill today.", []),
    ],
)
def test_accounts(text: str, expected: list[tuple[str, str]]) -> None:
    found = extracted(text)
    names = {e.id: e.name for e in found.entities}
    accounts = [m for m in found.mentions if m.kind == "account"]
    assert [(m.text, names[m.entity]) for m in accounts if m.entity] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada Quill (@aq77) spoke.", ["Ada Quill -> @aq77"]),
        ("Ada Quill (Twitter: @aq77) spoke.", ["Ada Quill -> @aq77"]),
        ("Ada Quill (on X as @aq77) spoke.", ["Ada Quill -> @aq77"]),
        ("Ada Quill (https://x.com/aq77) spoke.", ["Ada Quill -> https://x.com/aq77"]),
        ("They met @bs5 (Ben Stone) in May.", ["Ben Stone -> @bs5"]),
        ("Ada Quill, @adaquill, spoke.", ["Ada Quill -> @adaquill"]),
        ("Thanks to Ada Quill, @benstone and others.", []),
    ],
)
def test_owners(text: str, expected: list[str]) -> None:
    assert stated(text, "HAS_ACCOUNT") == expected
