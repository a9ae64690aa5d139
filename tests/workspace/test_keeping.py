"""`kg merge` and its sisters, `status` and `remove`: through the command, and what they leave."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from command import contents, kg

import kg as library

NAMES = {
    "a.txt": "Anna Strand met Jacob Frey in Minneapolis.\n",
    "b.txt": "Bo Quill criticized Tim Walz.\n",
    "c.txt": "Anna Strand accused Tim Walz.\n",
}


def workspace(folder: Path) -> library.KnowledgeGraph:
    """The graph of three small documents."""
    news = folder / "news"
    news.mkdir()
    for name, text in NAMES.items():
        (news / name).write_text(text, encoding="utf-8")
    return library.build([news], folder / "ws")


def entities(graph: library.KnowledgeGraph) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Type and aliases of each entity by name."""
    return {e.name: (e.type, e.aliases) for e in graph.entities}


def lines(folder: Path) -> list[dict[str, str]]:
    """What the file of judgements says."""
    text = (folder / "ws" / "judgements.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def test_judgements_are_kept_and_taken_back(tmp_path: Path) -> None:
    graph = workspace(tmp_path)
    before = entities(graph)
    graph.merge("Anna Strand", "Bo Quill", who="ann", note="a pen name")
    merged = entities(graph)
    assert merged["Anna Strand"] == ("Person", ("Bo Quill",))
    (line,) = lines(tmp_path)
    assert (line["judgement"], line["who"], line["note"]) == ("positive", "ann", "a pen name")
    graph.rename("Bo Quill", "B. Strand-Quill")
    graph.rename("Bo Quill", "Anna Strand-Quill")
    graph.retype("Minneapolis", "Organization")
    graph.drop_entity("Jacob Frey")
    found = entities(graph)
    assert found["Anna Strand-Quill"] == ("Person", ("Anna Strand", "Bo Quill"))
    assert found["Minneapolis"][0] == "Organization"
    assert "Jacob Frey" not in found
    kinds = sorted(line["judgement"] for line in lines(tmp_path))
    assert kinds == ["drop", "name", "positive", "type"]
    graph.split("Anna Strand-Quill")
    assert sorted(line["judgement"] for line in lines(tmp_path)) == [
        "drop", "name", "negative", "type",
    ]  # fmt: skip
    assert len(entities(graph)) == len(before) - 1


def test_they_survive_new_and_changed_documents(tmp_path: Path) -> None:
    graph = workspace(tmp_path)
    graph.merge("Anna Strand", "Bo Quill")
    news = tmp_path / "news"
    (news / "b.txt").write_text("Tim Walz praised Bo Quill.\n", encoding="utf-8")
    (news / "d.txt").write_text("Bo Quill denied it.\n", encoding="utf-8")
    anew = library.build([news], tmp_path / "ws")
    assert entities(anew)["Anna Strand"] == ("Person", ("Bo Quill",))
    shutil.copy(tmp_path / "ws" / "judgements.jsonl", tmp_path / "kept.jsonl")
    shutil.rmtree(tmp_path / "ws")
    library.build([news], tmp_path / "ws")
    shutil.move(tmp_path / "kept.jsonl", tmp_path / "ws" / "judgements.jsonl")
    pulled = library.open_graph(tmp_path / "ws")
    assert entities(pulled) == entities(anew)
    rows = pulled.cypher("MATCH (e:Entity {name: 'Anna Strand'}) RETURN e.documents AS n")
    assert rows == [{"n": 4}]


def test_another_of_the_same_name(tmp_path: Path) -> None:
    graph = workspace(tmp_path)
    graph.split("Anna Strand", documents=["c.txt"])
    assert [e.documents for e in graph.entities if e.name == "Anna Strand"] == [1, 1]
    ids = [e.id for e in graph.entities if e.name == "Anna Strand"]
    graph.merge(*ids)
    assert [e.documents for e in graph.entities if e.name == "Anna Strand"] == [2]


def test_what_is_removed_leaves_nothing(tmp_path: Path) -> None:
    graph = workspace(tmp_path)
    graph.remove(["b.txt"])
    graph.renew()
    (tmp_path / "news" / "b.txt").unlink()
    other = library.build([tmp_path / "news"], tmp_path / "other")
    assert graph.graph == other.graph
    assert graph.status().documents == 2
    assert graph.status().store == "current"


def test_the_commands(tmp_path: Path) -> None:
    workspace(tmp_path)
    done = kg(tmp_path, "merge", "Jacob Frey", "Bo Quill", "-w", "ws", "--who", "ann")
    assert (done.code, done.err, done.out) == (0, "", "recorded in ws/judgements.jsonl\n")
    named = kg(
        tmp_path,
        "query",
        "-w",
        "ws",
        "MATCH (e:Person) RETURN e.name ORDER BY e.name",
        "--format",
        "csv",
    )
    assert named.out.splitlines()[1:] == ["Anna Strand", "Jacob Frey", "Tim Walz"]
    nothing = kg(tmp_path, "merge", "Nobody", "Bo Quill", "-w", "ws")
    assert (nothing.code, nothing.err) == (
        2,
        "kg: Nobody: nothing in the graph has this id or name; "
        'see kg query "MATCH (e:Entity) RETURN e.id, e.name, e.aliases"\n',
    )
    file = tmp_path / "ws" / "judgements.jsonl"
    line = file.read_text(encoding="utf-8")
    file.write_text(line + line.replace("positive", "negative"), encoding="utf-8")
    built = kg(tmp_path, "build", "news", "-w", "ws")
    told = "kg: judgements.jsonl lines 1 and 2 contradict one another; delete what is wrong\n"
    assert (built.code, built.err) == (1, told)
    listed = kg(tmp_path, "review", "-w", "ws", "--list")
    assert (listed.code, listed.out) == (0, "0 pairs, 0 judged\n")
    gone = kg(tmp_path, "remove", "nope", "-w", "ws")
    assert (gone.code, gone.err.startswith("kg: ws: no document nope;")) == (2, True)
    state = kg(tmp_path, "status", "-w", "ws")
    words = [" ".join(row.split()) for row in state.out.splitlines()]
    assert words[:2] == ["documents 3", "failed in the last build 0"]
    assert "contradictions 1" in words
    assert "store current" in words


def test_the_ontology_that_a_build_used_may_move(tmp_path: Path) -> None:
    mine = tmp_path / "mine" / "relations"
    mine.mkdir(parents=True)
    (mine / "serenaded.yaml").write_text(
        "name: SERENADED\ngroup: Mine\ndescription: Head sang for tail.\nhead: [Actor]\n"
        "tail: [Actor]\nsymmetric: false\nverbs:\n  - lemmas: [serenade]\n    tail: [object]\n"
    )
    text = tmp_path / "a.txt"
    text.write_text("Donald Trump serenaded Tim Walz.\n", encoding="utf-8")
    library.build([text], tmp_path / "ws", ontology=tmp_path / "mine")
    before = contents(tmp_path / "ws" / "ontology")
    shutil.rmtree(tmp_path / "mine")
    graph = library.open_graph(tmp_path / "ws")
    (statement,) = graph.statements
    assert (statement.type, graph.explain(statement.id).relation.type) == ("SERENADED",) * 2
    assert len(before) == 1
    library.build([text], tmp_path / "ws")
    assert contents(tmp_path / "ws" / "ontology") == {}
