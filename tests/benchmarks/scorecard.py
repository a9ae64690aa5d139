"""The scorecard of the README: every figure that says how good extraction is, measured anew.

    PYTHONPATH=tests uv run --group benchmarks python tests/benchmarks/scorecard.py SHARED [--write]

SHARED is the folder with `eval` (gold data of others, score.py) and `corpora`. Prints the tables;
with --write they take the place of those in README.md, and the plot of confidence is drawn anew.
It takes about fifteen minutes. What no program can measure (what readers found right) is read
from quotations.jsonl and statements.jsonl; confidences are those of today's code.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import linking, quotations, statements
from benchmarks.calibration import Bin, calibration_error, plot, reliability
from benchmarks.fit_ranking import documents
from quality.test_quality import extracted, figure, scorer

import kg

ROOT = Path(__file__).parent.parent.parent
README = ROOT / "README.md"
PLOT = ROOT / "notebooks" / "images" / "confidence.png"
MARKS = ("<!-- scorecard: written by tests/benchmarks/scorecard.py -->", "<!-- end -->")
REPORTED = "fresh 2"  # the sample of statements.py that no weight was fitted on
ALL_ROWS = 10**9
P_R_F = (("P", "P"), ("R", "R"), ("F", "F"))

type Figures = Sequence[tuple[str, str]]  # what to call it, its path in the scores


@dataclass(frozen=True)
class Measured:
    """A row of the table: what is measured, on which data, what came of it, what it leaves out."""

    what: str
    data: str
    came: str
    limits: str = ""


def within(path: str, names: Figures = P_R_F) -> Figures:
    """Return figures that lie under one path of the scores."""
    return [(name, f"{path}.{key}") for name, key in names]


# set of eval/dev, what it measures, its figures, what to know of it
SETS: tuple[tuple[str, str, Figures, str], ...] = (
    ("s6_conll2003_dev", "names, news", within("names"), "single sentences, many sport tables"),
    ("s6_crossner_politics_dev", "names, politics", within("names"), "single sentences"),
    ("s6_btc_dev", "names, posts", within("names"), "single posts"),
    ("s6_wnut17_dev", "names, posts", within("names"), "rare and new names"),
    ("s7_gap", "gendered pronouns", [("F", "F")], "two people of one gender"),
    ("s3_dwie", "names that are one thing", within("name_clusters_b3"), "B³, whole articles"),
    ("s3_dwie", "ties", within("ties"), "whole articles; many ties are of other types than ours"),
    (
        "s4_polnear",
        "who says what: cue and source",
        within("all.cue_and_source"),
        "a quarter of the cues are beyond a lexicon; nested ones are not marked",
    ),
    (
        "s4_polnear",
        "the same, verbs of speech",
        within("speech_cues.cue_and_source"),
        "nested ones are not marked",
    ),
    (
        "s1_plv",
        "statements between two actors",
        [
            ("pair found", "pair_recall"),
            ("with its type", "triple_recall"),
            ("statements a sentence", "arcs_per_sentence"),
        ],
        "one marked pair a sentence: no precision",
    ),
    (
        "s2_dse",
        "who is against whom",
        within("negative"),
        "a quarter of its labels are wrong; most misses need the whole sentence understood",
    ),
    ("s2_dse", "who is for whom", within("positive"), "as above"),
    ("s5_knowledgenet", "facts on people and firms", within("facts"), "15 kinds of facts"),
)


def sets() -> Iterator[Measured]:
    """Yield a row for each gold set of others: each set is extracted once."""
    scores: dict[str, dict[str, Any]] = {}
    for name, what, figures, limits in SETS:
        if name not in scores:
            scores[name] = scorer(name)(*extracted(name, ALL_ROWS))
        came = ", ".join(f"{say} {figure(scores[name], path):.2f}" for say, path in figures)
        yield Measured(what, name.split("_", 1)[1], came, limits)


def pronouns(dev: Path) -> Measured:
    """Measure pronouns of all kinds."""
    command = [sys.executable, Path(__file__).with_name("coreference.py")]
    done = subprocess.run(
        [*command, dev / "s7_gum_coref.jsonl.gz"], capture_output=True, text=True, check=True
    )
    found = json.loads(done.stdout)["all"]
    came = "; ".join(
        f"{say} P {found[kind]['p']:.2f}, R {found[kind]['r']:.2f}"
        for say, kind in (("he, she, they", "he she they"), ("it", "it"))
    )
    return Measured("pronouns", "gum", came, "*it* is mostly left open")


def across(dev: Path) -> Iterator[Measured]:
    """Yield a row for each measure of entities across documents."""
    said = {"clusters": "one entity over 700 articles", "pairs": "two names without context"}
    for chosen, (file, measure) in linking.MEASURES.items():
        got = measure(linking.read(dev / f"{file}.jsonl.gz"), False)
        came = ", ".join(f"{k.upper()} {v:.2f}" for k, v in got.items() if len(k) == 1)
        yield Measured(said.get(chosen, "accounts and owners"), file.split("_", 1)[1], came)


def own_gold() -> Measured:
    """Measure the gold data that ships with kg."""
    found = kg.evaluate().statements
    came = f"P {found.precision:.2f}, R {found.recall:.2f}, F {found.f1:.2f}"
    return Measured("all statements of a text", "kg/gold", came, "written to be hard")


def read_by_people() -> Iterator[Measured]:
    """Yield what readers who did not write the code found of quotations and statements."""
    found = quotations.score()
    came = f"speaker {found['speaker']:.2f}, extent {found['extent']:.2f}"
    yield Measured("quotations", f"{found['quotations']:.0f} at random", came)
    shares = statements.score(REPORTED)
    parts = ", ".join(f"{part} {shares[part]:.2f}" for part in statements.PARTS)
    of = len(statements.verdicts(REPORTED))
    yield Measured(
        "statements over the bound, right in every part",
        f"{of} at random",
        f"{shares['all']:.2f}",
        parts,
    )


def speed(corpora: Path) -> Measured:
    """Measure what extraction costs beside bare spaCy."""
    done = subprocess.run(
        [
            sys.executable,
            Path(__file__).with_name("speed.py"),
            corpora / "world_news_2016_2025.jsonl.gz",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    (ratio,) = re.findall(r"ratio (\S+)", done.stdout)
    return Measured("extraction / bare spaCy, CPU time", "60 articles", ratio, "of this machine")


def confidences(corpora: Path) -> list[Bin]:
    """Return the reliability of today's confidences over the sample that is reported."""
    said = {statements.place(row): row for row in statements.verdicts(REPORTED)}
    foretold, right = [], []
    for corpus, document in documents(corpora, set(said)):
        row = said[corpus, document.id]
        found = kg.extract(document, everything=True)
        for relation in found.relations:
            if statements.key(corpus, found, relation) == row["key"]:
                accepted = [statements.is_right(v) for v in row["verdicts"]]
                foretold.append(relation.confidence)
                right.append(sum(accepted) / len(accepted))
    return reliability(foretold, right)


def failures() -> Counter[str]:
    """Count, over the sample that is reported, the causes that readers gave for what is wrong."""
    given = [v for row in statements.verdicts(REPORTED) for v in row["verdicts"]]
    return Counter(v["cause"] for v in given if not statements.is_right(v) and "cause" in v)


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the lines of a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return [f"| {' | '.join(line)} |" for line in lines]


def scorecard(shared: Path, bins: Sequence[Bin]) -> str:
    """Return the scorecard as Markdown."""
    dev, corpora = shared / "eval" / "dev", shared / "corpora"
    rows = [*sets(), pronouns(dev), *across(dev), own_gold(), *read_by_people(), speed(corpora)]
    cells = [(m.what, m.data, m.came, m.limits) for m in rows]
    error = calibration_error(bins)
    said = [(f"{b.foretold:.2f}", f"{b.right:.2f}", str(b.count)) for b in bins]
    wrong = failures()
    kinds = [(cause, f"{n / wrong.total():.0%}") for cause, n in wrong.most_common()]
    return "\n".join(
        [
            *table(("what", "data", "figures", "to know"), cells),
            "",
            f"Confidence beside what readers found (calibration error {error:.2f}):",
            "",
            *table(("confidence", "right", "statements"), said),
            "",
            "What is wrong where a statement is wrong, by frequency:",
            "",
            *table(("kind", "share"), kinds),
        ]
    )


def write(text: str) -> None:
    """Put the scorecard between its marks in the README."""
    start, end = MARKS
    before, _, rest = README.read_text("utf-8").partition(start)
    _, _, after = rest.partition(end)
    README.write_text(f"{before}{start}\n{text}\n{end}{after}", encoding="utf-8")


def main() -> None:
    """Measure, print, and with --write put it where it is shown."""
    shared = Path(sys.argv[1])
    bins = confidences(shared / "corpora")
    text = scorecard(shared, bins)
    print(text)
    if "--write" in sys.argv:
        write(text)
        plot(bins, PLOT)


if __name__ == "__main__":
    main()
