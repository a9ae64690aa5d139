"""The whole extraction record of the seed article, as it was when somebody last read it.

After a change that is meant, read the difference and write the file anew:
    python tests/extraction/test_golden.py
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import kg
from kg.serial import extraction_to_plain
from loaders.documents import read_documents

HERE = Path(__file__).parent
GOLDEN = HERE / "seed_golden.json"


def _record() -> dict[str, Any]:
    (document,) = read_documents([HERE.parent.parent / "seeds"])
    assert isinstance(document, kg.Document)
    record: dict[str, Any] = json.loads(json.dumps(extraction_to_plain(kg.extract(document))))
    return record


def test_the_record_is_as_it_was_read() -> None:
    assert _record() == json.loads(GOLDEN.read_text(encoding="utf-8"))


if __name__ == "__main__":
    text = json.dumps(_record(), ensure_ascii=False, indent=1)
    GOLDEN.write_text(text + "\n", encoding="utf-8")
