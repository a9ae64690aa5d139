"""One contract for all readers, and the exact words of every refusal."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import DocumentError, KgError
from kg.records import Document
from loaders.documents import READERS, ReadOptions, parse_mapping, read_documents

ENDINGS = (
    "files that are read end in .txt, .text, .md, .jsonl, .ndjson, .json, .csv, .tsv, "
    "or those with .gz"
)
ROWS = (
    {
        "id": "d1",
        "text": '  Zoë said: "No, never";\tthen\r\nshe left.\n\n ',
        "published": "2016-11-08",
        "title": "Zoë leaves",
        "url": "https://example.org/1?a=1&b=2",
        "publisher": "The Example",
        "author": "A. Writer",
        "kind": "article",
    },
    {"id": "d2", "text": "🙂 A post, with\na break", "author": "someone", "kind": "post"},
    {"text": "No id, and a date in words.", "published": "8 Nov 2016 14:05"},
)
COLUMNS = tuple(ROWS[0])
DOCUMENTS = (
    Document(
        id="d1",
        text=ROWS[0]["text"],
        title="Zoë leaves",
        url="https://example.org/1?a=1&b=2",
        publisher="The Example",
        published="2016-11-08",
        author="A. Writer",
        kind="article",
    ),
    Document(id="d2", text="🙂 A post, with\na break", author="someone", kind="post"),
    Document(id="", text="No id, and a date in words.", published="2016-11-08T14:05:00"),
)


def as_json_lines(rows: Iterable[Mapping[str, str]]) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def as_json(rows: Iterable[Mapping[str, str]]) -> str:
    return json.dumps(list(rows), indent=2)


def as_table(delimiter: str) -> Callable[[Iterable[Mapping[str, str]]], str]:
    def write(rows: Iterable[Mapping[str, str]]) -> str:
        stream = io.StringIO(newline="")
        writer = csv.DictWriter(stream, COLUMNS, delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
        return stream.getvalue()

    return write


# Format -> how the rows are written in it, and the number that the third row has there.
RECORDS = {
    "a.jsonl": (as_json_lines, 3),
    "a.ndjson": (as_json_lines, 3),
    "a.json": (as_json, 3),
    "a.csv": (as_table(","), 8),
    "b.csv": (as_table(";"), 8),
    "a.tsv": (as_table("\t"), 8),
}
TEXTS = ("a.txt", "a.text", "a.md")


def save(path: Path, content: str | bytes) -> Path:
    """Write the content, compressed where the name ends in .gz."""
    data = content.encode() if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(data, mtime=0) if path.suffix == ".gz" else data)
    return path


def read(*paths: Path, **options: object) -> list[Document | str]:
    """Return the documents and the messages of the errors, in order."""
    items = read_documents(paths, ReadOptions(**options))
    return [str(item) if isinstance(item, DocumentError) else item for item in items]


def refusal(function: Callable[..., object], *arguments: object, **options: object) -> str:
    with pytest.raises(KgError) as caught:
        function(*arguments, **options)
    assert type(caught.value) is KgError
    return str(caught.value)


# ---------------------------------------------------------------- contract


def test_every_ending_has_its_row_in_the_contract() -> None:
    assert {Path(name).suffix for name in (*RECORDS, *TEXTS)} == set(READERS)


@pytest.mark.parametrize("ending", ["", ".gz", ".GZ"])
@pytest.mark.parametrize("name", RECORDS)
def test_the_same_records_are_the_same_documents(tmp_path: Path, name: str, ending: str) -> None:
    write, number = RECORDS[name]
    content = write(ROWS).encode()
    path = tmp_path / (name + ending)
    path.write_bytes(gzip.compress(content) if ending else content)
    third = replace(DOCUMENTS[2], id=f"{name}#{number}")
    assert read(path) == [*DOCUMENTS[:2], third]


@pytest.mark.parametrize("ending", ["", ".gz"])
@pytest.mark.parametrize("name", TEXTS)
def test_the_same_text_is_the_same_document(tmp_path: Path, name: str, ending: str) -> None:
    path = save(tmp_path / (name + ending), "Zoë said no.\r\nThen she left.\r\n")
    assert read(path) == [Document(name, "Zoë said no.\nThen she left.\n")]


@pytest.mark.parametrize("name", [*RECORDS, *TEXTS])
def test_another_encoding_and_a_byte_order_mark(tmp_path: Path, name: str) -> None:
    row = {"id": name, "text": "Zoë said no."}
    content = RECORDS[name][0]([row]) if name in RECORDS else row["text"]
    expected = [Document(name, "Zoë said no.")]
    path = tmp_path / name
    for encoding in ("utf-8", "utf-16", "utf-16-le", "latin-1"):
        assert read(save(path, content.encode(encoding)), encoding=encoding) == expected
    assert read(save(path, content.encode("utf-8-sig"))) == expected


@pytest.mark.parametrize("name", [*RECORDS, *TEXTS])
def test_what_is_no_text_is_refused(tmp_path: Path, name: str) -> None:
    binary = save(tmp_path / "binary" / name, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    wide = save(tmp_path / "wide" / name, "text,id\nHello,1\n".encode("utf-16"))
    broken = tmp_path / f"{name}.gz"
    broken.write_bytes(b"not gzip at all")
    assert read(binary, wide, broken) == [
        f"{binary}: a binary file, not text",
        f"{wide}: UTF-16, not UTF-8; give --encoding utf-16",
        f"{broken}: broken gzip (Not a gzipped file (b'no')); compress or fetch it again",
    ]


@pytest.mark.parametrize("name", [*RECORDS, *TEXTS])
def test_a_gzip_file_that_was_cut_off_is_refused(tmp_path: Path, name: str) -> None:
    content = RECORDS[name][0](ROWS) if name in RECORDS else "Zoë said no."
    path = tmp_path / f"{name}.gz"
    path.write_bytes(gzip.compress(content.encode())[:-6])
    assert read(path)[-1] == (
        f"{path}: broken gzip (Compressed file ended before the end-of-stream marker was reached);"
        " compress or fetch it again"
    )


@pytest.mark.parametrize("name", [*RECORDS, *TEXTS])
def test_a_file_that_cannot_be_opened(tmp_path: Path, name: str) -> None:
    path = save(tmp_path / name, "gone before it is read")
    items = read_documents([path])
    path.unlink()
    assert [str(item) for item in items] == [f"{path}: cannot be read: No such file or directory"]


def test_documents_before_the_cut_are_kept(tmp_path: Path) -> None:
    rows = [{"id": str(n), "text": f"{n} " + "words " * 50} for n in range(2000)]
    data = gzip.compress(as_json_lines(rows).encode())
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(data[: len(data) // 2])
    *documents, _ = read(path)
    assert len(documents) > 500
    assert documents == [Document(row["id"], row["text"]) for row in rows[: len(documents)]]


# ---------------------------------------------------------------- text


HEADERS = [
    (" date 2026-01-26 The text.", "The text.", {"published": "2026-01-26"}),
    ("date 2026-01-26\nThe text.", "The text.", {"published": "2026-01-26"}),
    ("\n\n  The text.\n\n", "The text.\n\n", {}),
    ("Date: 26 January 2026\n\nThe text.", "The text.", {"published": "2026-01-26"}),
    (
        "title: A: B\r\nURL: https://example.org\r\nAuthor: A\r\npublisher: P\r\n"
        "Published: 2026-01-26 10:00\r\n\r\nThe\r\ntext.",
        "The\ntext.",
        {
            "title": "A: B",
            "url": "https://example.org",
            "author": "A",
            "publisher": "P",
            "published": "2026-01-26T10:00:00",
        },
    ),
    ("date 2026-13-45 The text.", "date 2026-13-45 The text.", {}),
    ("Date: unknown\nThe text.", "Date: unknown\nThe text.", {}),
    ("Title: One\nTitle: Two", "Title: Two", {"title": "One"}),
    ("date 2026-01-26 Title: One", "Title: One", {"published": "2026-01-26"}),
    ("Dates matter.", "Dates matter.", {}),
    ("date 2026-01-264 The text.", "date 2026-01-264 The text.", {}),
]


@pytest.mark.parametrize(("content", "text", "fields"), HEADERS)
def test_the_header_of_a_text(
    tmp_path: Path, content: str, text: str, fields: dict[str, str]
) -> None:
    path = save(tmp_path / "a.txt", content)
    assert read(path) == [Document("a.txt", text, **fields)]


def test_the_kind_of_a_text_is_an_option(tmp_path: Path) -> None:
    assert read(save(tmp_path / "a.txt", "Hi."), kind="post") == [
        Document("a.txt", "Hi.", kind="post")
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no text in this file"),
        (b" \n\t\n", "no text in this file"),
        (b"date 2026-01-26\n", "no text in this file"),
        (
            b"Caf\xc3\xa9 or caf\xe9",
            "not UTF-8 (byte 0xe9 at offset 12); give --encoding latin-1 or convert it",
        ),
        (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n\x1f\x02", "a binary file, not text"),
    ],
)
def test_a_text_that_cannot_be_read(tmp_path: Path, content: bytes, message: str) -> None:
    path = save(tmp_path / "a.txt", content)
    assert read(path) == [f"{path}: {message}"]


def test_a_text_that_is_not_of_the_encoding_given(tmp_path: Path) -> None:
    path = save(tmp_path / "a.txt", "Zoë")
    assert read(path, encoding="ascii") == [
        f"{path}: not ascii (byte 0xc3 at offset 2); give --encoding utf-8 or convert it"
    ]


# ---------------------------------------------------------------- records


def test_columns_by_custom(tmp_path: Path) -> None:
    row = {
        "id_str": 12,
        "text": "",
        "Full-Text": "Hello",
        "Created At": "Wed Oct 10 20:19:24 +0000 2018",
        "headline": ["a", "list"],
        "link": " https://example.org ",
        "source": {"name": "an object"},
        "domain": "example.org",
        "authors": ["A", "B"],
        "other": None,
    }
    path = save(tmp_path / "a.jsonl", json.dumps(row))
    assert read(path) == [
        Document(
            id="12",
            text="Hello",
            title="a, list",
            url="https://example.org",
            published="2018-10-10T20:19:24+00:00",
            author="A, B",
        )
    ]


@pytest.mark.parametrize(
    ("mapping", "document"),
    [
        ({"text": "Body", "published": "when"}, Document("1", "long", published="2020-05-03")),
        (
            {"id": "key", "title": "text"},
            Document("k", "short", title="short", published="2019-01-01"),
        ),
        ({"id": "", "published": ""}, Document("a.jsonl#1", "short")),
        ({"kind": "form"}, Document("1", "short", published="2019-01-01", kind="post")),
    ],
)
def test_columns_by_mapping(tmp_path: Path, mapping: dict[str, str], document: Document) -> None:
    row = {"id": "1", "text": "short", "body": "long", "date": "2019-01-01"}
    row |= {"when": "May 3, 2020", "key": "k", "form": "post"}
    path = save(tmp_path / "a.jsonl", json.dumps(row))
    assert read(path, mapping=mapping) == [document]


def test_the_kind_of_a_record_is_an_option_before_a_column(tmp_path: Path) -> None:
    path = save(tmp_path / "a.jsonl", '{"id": "1", "text": "Hi", "kind": "article"}')
    assert read(path, kind="post") == [Document("1", "Hi", kind="post")]


def test_whom_a_post_answers_and_whose_it_repeats(tmp_path: Path) -> None:
    rows = [
        {"id": "1", "text": "a", "in_reply_to_screen_name": "ada", "original_author": ""},
        {"id": "2", "text": "b", "In-Reply-To": " ", "original_author": "ben"},
        {"id": "3", "text": "c", "reply_to": None, "retweeted_user": {"name": "ben"}},
    ]
    path = save(tmp_path / "a.jsonl", as_json_lines(rows))
    assert read(path, kind="post") == [
        Document("1", "a", kind="post", reply_to="ada"),
        Document("2", "b", kind="post", repost_of="ben"),
        Document("3", "c", kind="post"),
    ]


def test_a_column_that_only_later_rows_have_can_be_mapped(tmp_path: Path) -> None:
    path = save(tmp_path / "a.jsonl", '{"id":"1","text":"a"}\n{"id":"2","text":"b","when":"2020"}')
    assert read(path, mapping={"published": "when"}) == [Document("1", "a"), Document("2", "b")]


@pytest.mark.parametrize("text", ["", " ", " \n\t"])
@pytest.mark.parametrize("name", RECORDS)
def test_a_text_that_is_given_and_blank_is_a_document(tmp_path: Path, name: str, text: str) -> None:
    row = {"id": "1", "text": text, "author": "someone", "kind": "post"}
    path = save(tmp_path / name, RECORDS[name][0]([row]))
    assert read(path) == [Document("1", text, author="someone", kind="post")]


def test_a_filled_column_goes_before_a_blank_one(tmp_path: Path) -> None:
    rows = [
        {"id": "1", "text": " ", "body": "Hello", "title": "", "headline": "Hi"},
        {"id": "2", "text": None, "body": "", "title": " ", "date": " "},
    ]
    path = save(tmp_path / "a.jsonl", as_json_lines(rows))
    assert read(path) == [Document("1", "Hello", title="Hi"), Document("2", "")]


@pytest.mark.parametrize("name", RECORDS)
def test_a_mapped_column_that_is_not_there(tmp_path: Path, name: str) -> None:
    path = save(tmp_path / name, RECORDS[name][0](ROWS))
    assert refusal(read, path, mapping={"text": "boddy"}) == (
        f"{path}: no column 'boddy' to map to text; its columns are {', '.join(COLUMNS)}"
    )


BAD_LINES = [
    (
        "{",
        "not JSON that can be read "
        "(Expecting property name enclosed in double quotes: character 2)",
    ),
    ("1" * 5000, "not JSON that can be read (a number of thousands of digits)"),
    ("[" * 200_000, "not JSON that can be read (nested too deep)"),
    ("[1]", "a list, not a record with named columns"),
    ("3", "a number, not a record with named columns"),
    ('{"id": "x"}', "no text"),
    ('{"text": null}', "no text"),
    ('{"text": ["a"]}', "the text is a list, not a string"),
    ('{"text": {}}', "the text is an object, not a string"),
    ('{"text": 5}', "the text is a number, not a string"),
    ('{"text": false}', "the text is true or false, not a string"),
    ('{"text": "\\ud83d"}', "half of a surrogate pair, which is no character"),
    (b'{"text": "caf\xe9"}', "not UTF-8 (byte 0xe9); give --encoding latin-1 or convert it"),
]


@pytest.mark.parametrize(("line", "message"), BAD_LINES)
def test_a_bad_line_is_named_and_the_others_go_on(
    tmp_path: Path, line: str | bytes, message: str
) -> None:
    bad = line.encode() if isinstance(line, str) else line
    lines = [b'{"id": "1", "text": "a"}', b"", bad, b'{"id": "2", "text": "b"}']
    path = save(tmp_path / "a.jsonl", b"\r\n".join(lines))
    assert read(path) == [Document("1", "a"), f"{path}, line 3: {message}", Document("2", "b")]


BAD_ROWS = [
    ("x,y,z", "3 fields where the header names 2; quote fields that hold the delimiter"),
    ('x,"y"z', "not CSV (',' expected after '\"')"),
    (b"x,caf\xe9", "not UTF-8 (byte 0xe9); give --encoding latin-1 or convert it"),
]


@pytest.mark.parametrize(("line", "message"), BAD_ROWS)
def test_a_bad_row_is_named_and_the_others_go_on(
    tmp_path: Path, line: str | bytes, message: str
) -> None:
    bad = line.encode() if isinstance(line, str) else line
    path = save(tmp_path / "a.csv", b"\n".join([b"id,text", b'1,"a\nb"', b",", bad, b"2,b", b""]))
    assert read(path) == [Document("1", "a\nb"), f"{path}, line 5: {message}", Document("2", "b")]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "no records in this file"),
        ("id,text\n", "no records in this file"),
        ("text,id,text\na,b,c\n", "two columns are named 'text'; rename one"),
        (
            "id,words\n1,a\n2,b\n",
            "no text column; name it with --map text=COLUMN, where COLUMN is one of id, words",
        ),
    ],
)
def test_a_table_that_cannot_be_read(tmp_path: Path, content: str, message: str) -> None:
    path = save(tmp_path / "a.csv", content)
    assert read(path) == [f"{path}: {message}"]


def test_a_quote_that_is_never_closed(tmp_path: Path) -> None:
    path = save(tmp_path / "a.csv", 'id,text\n1,a\n2,"b\n3,c\n')
    assert read(path) == [
        Document("1", "a"),
        f"{path}, line 3: not CSV (unexpected end of data)",
    ]


def test_a_field_longer_than_the_csv_module_allows(tmp_path: Path) -> None:
    text = "word " * 100_000 + "end"
    path = save(tmp_path / "a.csv", f"id,text\n1,{text}\n")
    assert read(path) == [Document("1", text)]


TWO = [Document("1", "a"), Document("2", "b")]
LIST = '[{"id": "1", "text": "a"}, {"id": "2", "text": "b"}]'


@pytest.mark.parametrize(
    ("content", "documents"),
    [
        (LIST, TWO),
        (f'{{"count": 2, "tags": ["x"], "articles": {LIST}}}', TWO),
        (f'{{"id": "1", "text": "a", "comments": {LIST}}}', TWO[:1]),
        ('{"id": "1", "text": "a"}', TWO[:1]),
    ],
)
def test_shapes_of_json(tmp_path: Path, content: str, documents: list[Document]) -> None:
    assert read(save(tmp_path / "a.json", content)) == documents


@pytest.mark.parametrize(
    ("content", "messages"),
    [
        ("[]", [": no records in this file"]),
        (
            "[\n{",
            [
                ": not JSON that can be read (Expecting property name enclosed in double quotes:"
                " line 2, character 2)"
            ],
        ),
        ("[" * 200_000, [": not JSON that can be read (nested too deep)"]),
        ('"a"', [", record 1: a string, not a record with named columns"]),
        ("[null]", [", record 1: null, not a record with named columns"]),
        ('[{"id": 1, "text": null}]', [", record 1: no text"]),
        (
            f'{{"a": {LIST}, "b": {LIST}}}',
            [": no text column; name it with --map text=COLUMN, where COLUMN is one of a, b"],
        ),
        (
            b'{"text": "caf\xe9"}',
            [": not UTF-8 (byte 0xe9 at offset 13); give --encoding latin-1 or convert it"],
        ),
    ],
)
def test_json_that_cannot_be_read(
    tmp_path: Path, content: str | bytes, messages: list[str]
) -> None:
    path = save(tmp_path / "a.json", content)
    assert read(path) == [f"{path}{message}" for message in messages]


# ---------------------------------------------------------------- files and folders


def test_a_folder_is_read_sorted_with_its_folders_without_hidden_files(tmp_path: Path) -> None:
    save(tmp_path / "b.txt", "b")
    save(tmp_path / "a" / "c.TXT", "c")
    save(tmp_path / "d.pdf", b"%PDF")
    save(tmp_path / ".hidden.txt", "h")
    save(tmp_path / ".git" / "e.txt", "e")
    assert read(tmp_path) == [
        Document("c.TXT", "c"),
        Document("b.txt", "b"),
        f"{tmp_path / 'd.pdf'}: skipped, for its ending is unknown; {ENDINGS}",
    ]


def test_what_kgignore_names_is_left_out_of_its_folder(tmp_path: Path) -> None:
    save(tmp_path / ".kgignore", "demo/\n\n*.md\n")
    save(tmp_path / "a.txt", "a")
    save(tmp_path / "b.md", "b")
    save(tmp_path / "demo" / "c.txt", "c")
    save(tmp_path / "more" / ".kgignore", "d.txt")
    save(tmp_path / "more" / "d.txt", "d")
    save(tmp_path / "more" / "e.md", "e")
    assert read(tmp_path) == [Document("a.txt", "a"), Document("e.md", "e")]
    assert read(tmp_path / "demo") == [Document("c.txt", "c")]
    assert read(tmp_path / "b.md") == [Document("b.md", "b")]


def test_a_file_of_unknown_ending_that_is_named_is_read_as_text(tmp_path: Path) -> None:
    files = [save(tmp_path / name, "a") for name in ("notes", "notes.log", "more.log.gz")]
    assert read(*files) == [
        Document("notes", "a"),
        Document("notes.log", "a"),
        Document("more.log", "a"),
    ]


def test_a_file_and_a_document_are_read_once(tmp_path: Path) -> None:
    path = save(tmp_path / "a.txt", "a")
    save(tmp_path / "again" / "a.txt", "a")
    assert read(path, tmp_path, path) == [Document("a.txt", "a")]


def test_another_document_with_the_same_id(tmp_path: Path) -> None:
    first = save(tmp_path / "1.jsonl", '{"id": "x", "text": "a"}')
    second = save(tmp_path / "2.jsonl", '{"id": "x", "text": "b"}\n{"id": "y", "text": "c"}')
    assert read(first, second) == [
        Document("x", "a"),
        f"{second}: another document with the id 'x' was read from {first}; "
        "give one of them another id",
        Document("y", "c"),
    ]


def test_the_limit_counts_documents_over_all_files(tmp_path: Path) -> None:
    first = save(tmp_path / "1.jsonl", '{"id": "1", "text": "a"}\n{}\n')
    second = save(tmp_path / "2.jsonl", '{"id": "2", "text": "b"}\n{"id": "3", "text": "c"}\n')
    expected = [Document("1", "a"), f"{first}, line 2: no text", Document("2", "b")]
    assert read(first, second, limit=2) == expected


def test_paths_with_nothing_to_read(tmp_path: Path) -> None:
    missing = tmp_path / "missing"
    assert refusal(read_documents, [missing]) == (
        f"{missing}: no such file or folder; check the path"
    )
    assert refusal(read_documents, [tmp_path]) == (
        f"{tmp_path}: nothing to read in this folder; {ENDINGS}"
    )
    save(tmp_path / "a.pdf", b"%PDF")
    assert refusal(read_documents, [tmp_path]) == (
        f"{tmp_path}: nothing to read in this folder (files of other kinds: 1); {ENDINGS}"
    )


# ---------------------------------------------------------------- options


def test_a_mapping_is_parsed() -> None:
    assert parse_mapping(" text=body , published = date posted,id=a=b,title=") == {
        "text": "body",
        "published": "date posted",
        "id": "a=b",
        "title": "",
    }
    assert parse_mapping("") == {}


FIELDS = "id, text, published, title, url, publisher, author, kind, reply_to, repost_of"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("body", "map 'body': write FIELD=COLUMN, such as text=body,published=date"),
        (
            "body=text",
            "map 'body=text': no field 'body'; write FIELD=COLUMN, where FIELD is one of " + FIELDS,
        ),
        ("text=a,text=b", "map 'text=b': text is already mapped to 'a'"),
        ("text=", "map 'text=': name the column that holds the text, such as text=body"),
    ],
)
def test_a_mapping_that_is_refused(text: str, message: str) -> None:
    assert refusal(parse_mapping, text) == message


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"limit": 0}, "limit 0: must be 1 or more"),
        (
            {"encoding": "klingon"},
            "encoding 'klingon': unknown; use a name such as utf-8, utf-16, latin-1, cp1252",
        ),
        (
            {"encoding": "base64"},
            "encoding 'base64': unknown; use a name such as utf-8, utf-16, latin-1, cp1252",
        ),
        ({"date_order": "ymd"}, "date order 'ymd': must be dmy or mdy"),
        (
            {"mapping": {"txt": "a"}},
            "map 'txt=a': no field 'txt'; write FIELD=COLUMN, where FIELD is one of " + FIELDS,
        ),
    ],
)
def test_options_that_are_refused(options: dict[str, object], message: str) -> None:
    assert refusal(ReadOptions, **options) == message
