"""The page in real Chromium: what a reader sees, reads and clicks, and is kept safe from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from browser import Page
from samples import CLAIMS, CYPHER_INJECTION, HTML_INJECTION
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from kg.records import Document, Graph, GraphEntity, Statement
from loaders.graphs.html import write

JOSE = "José O'Neil-Łukasz"
ICE = "Immigration and Customs Enforcement"
RELATIONS = [
    [JOSE, "CRITICIZED", JOSE, "actual"],
    [JOSE, "ACCUSED ×2", ICE, "actual"],
    [JOSE, "ACCUSED", ICE, "denied"],
    [JOSE, "HAS ACCOUNT", "@jose_oneil", "actual"],
    [ICE, "DEPLOYED TO", "Minneapolis", "open"],
    [HTML_INJECTION, "PROMISED", JOSE, "open"],
    ["federal agents", "CRITICIZED", JOSE, "actual"],
]


@pytest.fixture
def sample(page: Page, graph: Graph, tmp_path: Path) -> Page:
    """The sample graph, open in the browser."""
    write(graph, tmp_path / "explorer.html", title='Who "said" what')
    page.open(tmp_path / "explorer.html")
    return page


def click_relation(page: Page, relation: list[str]) -> None:
    number = page.js("return explorer.relations()").index(relation)
    page.click_at(page.js(f"return explorer.pointOfRelation({number})"))
    page.wait("return document.querySelector('article')")


def click_entity(page: Page, name: str) -> None:
    page.click_at(page.driver.execute_script("return explorer.pointOfNode(arguments[0])", name))
    page.wait("return document.querySelector('#panel .facts')")


def cards(page: Page) -> list[dict[str, Any]]:
    """Return what the panel says of each statement."""
    found: list[dict[str, Any]] = page.js("""
        const texts = (card, what) => [...card.querySelectorAll(what)].map((e) => e.textContent);
        return [...document.querySelectorAll('article')].map((card) => ({
            id: card.dataset.statement,
            ends: texts(card, '.ends > *'),
            sentence: card.querySelector('blockquote').textContent,
            trigger: texts(card, 'mark'),
            badges: texts(card, '.badge'),
            about: Object.fromEntries(texts(card, 'dt').map((t, i) => [t, texts(card, 'dd')[i]])),
            links: [...card.querySelectorAll('a')].map((a) => [a.href, a.rel]),
        }))""")
    return found


def shown(page: Page) -> dict[str, int]:
    counts: dict[str, int] = page.js("return explorer.counts()")
    return counts


def test_it_opens_from_disk_and_fetches_nothing(sample: Page, tmp_path: Path) -> None:
    assert sample.js("return explorer.counts()") == {
        "entities": 8,
        "relations": 7,
        "shownEntities": 6,
        "shownRelations": 7,
    }
    assert sorted(sample.js("return explorer.relations()")) == sorted(RELATIONS)
    click_entity(sample, JOSE)
    # chrome: is the cross that the browser itself draws in a search field
    asked = [url for url in sample.requests() if not url.startswith(("data:", "chrome:"))]
    assert asked == [(tmp_path / "explorer.html").as_uri()]
    assert sample.complaints() == []


def test_the_canvas_has_a_picture(sample: Page) -> None:
    colours = sample.js("""
        const canvas = document.querySelector('#canvas canvas');
        const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        const found = new Set();
        for (let i = 0; i < data.length; i += 4)
            if (data[i + 3] === 255) found.add([data[i], data[i + 1], data[i + 2]].join());
        return ['0,114,178', '213,94,0', '0,158,115', '204,121,167'].filter((c) => found.has(c))""")
    assert colours == ["0,114,178", "213,94,0", "0,158,115", "204,121,167"]


def test_a_click_on_an_edge_shows_every_statement_behind_it(sample: Page) -> None:
    click_relation(sample, [JOSE, "ACCUSED ×2", ICE, "actual"])
    document = 'Zürich "talks": José & Łukasz'
    common = {
        "ends": [JOSE, "ACCUSED", ICE],
        "badges": ["affirmed", "actual"],
        "links": [["https://example.org/1?a=1&b=2", "noopener noreferrer"]],
    }
    facts = {"Document": document, "Publisher": "The Example", "Published": "2026-01-26"}
    assert cards(sample) == [
        common
        | {
            "id": "s01",
            "sentence": 'José O\'Neil accused ICE of "terror" in Minneapolis.',
            "trigger": ["accused"],
            "about": {"Says": "the document itself"}
            | facts
            | {"What": 'of "terror"', "Where": "Minneapolis"}
            | {"Confidence": "80 %80 %", "Rule": "accused.verb"},
        },
        common
        | {
            "id": "s02",
            "sentence": "He again accused ICE on Sunday: 'it lied', a spokesman told AP.",
            "trigger": [],
            "about": {"Says": f"{HTML_INJECTION}, according to {ICE} (reported)"}
            | facts
            | {"Happened": "2026-01-25", "Confidence": "95 %95 %", "Rule": "accused.verb"},
        },
    ]


def test_a_denial_and_a_plan_are_told_apart(sample: Page) -> None:
    click_relation(sample, [JOSE, "ACCUSED", ICE, "denied"])
    assert [(c["id"], c["badges"]) for c in cards(sample)] == [("s03", ["denied", "actual"])]
    click_relation(sample, [ICE, "DEPLOYED TO", "Minneapolis", "open"])
    sample.wait("return document.querySelector('[data-statement=s04]')")
    assert [(c["id"], c["badges"]) for c in cards(sample)] == [("s04", ["affirmed", "planned"])]


def test_a_click_on_a_node_shows_what_is_known_of_it(sample: Page) -> None:
    click_entity(sample, JOSE)
    panel = sample.js("""
        return ['h2', '.typed', '.chips li', '.facts dd', 'h3'].map((what) =>
            [...document.querySelectorAll('#panel ' + what)].map((e) => e.textContent))""")
    assert panel == [
        [JOSE],
        ["Person"],
        ["Gov. O'Neil", 'José "Pepe" O’Neil'],
        ["5", "2", "6"],
        ["Outgoing5", "Incoming2", "Says1", "Said of it1"],
    ]
    ids = [card["id"] for card in cards(sample)]
    assert ids == ["s01", "s02", "s03", "s08", "s09", "s10", "s07", "c01", "c02"]


def test_a_claim_shows_who_says_it_through_whom_and_of_whom(sample: Page) -> None:
    click_entity(sample, JOSE)
    assert [card for card in cards(sample) if card["id"].startswith("c")] == [
        {
            "id": "c01",
            "ends": [JOSE, "speaks of", f"{ICE}, Minneapolis"],
            "sentence": CLAIMS[0].sentence,
            "trigger": ["said"],
            "badges": [],
            "about": {
                "Says": ", according to ".join([JOSE, HTML_INJECTION, "federal agents (quoted)"]),
                "Document": 'Zürich "talks": José & Łukasz',
                "Publisher": "The Example",
                "Published": "2026-01-26",
                "When said": "2026-01 (to the month)",
            },
            "links": [["https://example.org/1?a=1&b=2", "noopener noreferrer"]],
        },
        {
            "id": "c02",
            "ends": ["unknown speaker", "speaks of", f"{JOSE}, {CYPHER_INJECTION}"],
            "sentence": CYPHER_INJECTION,
            "trigger": [],
            "badges": [],
            "about": {
                "Says": "unknown speaker, according to @jose_oneil (reported)",
                "Document": HTML_INJECTION,
            },
            "links": [],
        },
    ]


def test_search_finds_an_alias_and_selects_an_entity_that_is_not_drawn(sample: Page) -> None:
    box = sample.driver.find_element(By.ID, "search")
    box.send_keys("ice", Keys.ENTER)
    sample.wait("return document.querySelector('#panel h2')?.textContent.startsWith('Immigr')")
    box.clear()
    box.send_keys("remove nothing of that name")
    assert sample.js("return document.getElementById('matches').textContent") == (
        "Nothing of that name"
    )
    box.clear()
    box.send_keys("detach delete", Keys.ENTER)
    sample.wait("return document.querySelectorAll('article').length === 3")
    assert [(c["id"], c["ends"]) for c in cards(sample)[:2]] == [
        ("s05", ["not named", "ARRESTED", "x'}) MATCH (n) DETACH DELETE n //"]),
        ("s06", ["x'}) MATCH (n) DETACH DELETE n //", "DENIED", "not named"]),
    ]
    assert shown(sample)["shownEntities"] == 7


def test_filters_hide_and_reset_brings_back(sample: Page) -> None:
    def tick(name: str) -> None:
        sample.driver.find_element(By.CSS_SELECTOR, f"[data-filter='{name}']").click()

    tick("ACCUSED")
    assert (shown(sample)["shownEntities"], shown(sample)["shownRelations"]) == (6, 5)
    tick("open")
    assert sorted(sample.js("return explorer.names()")) == ["@jose_oneil", JOSE, "federal agents"]
    tick("Group")
    assert [r[1] for r in sample.js("return explorer.relations()")] == ["CRITICIZED", "HAS ACCOUNT"]
    sample.driver.find_element(By.ID, "unconnected").click()
    assert shown(sample)["shownEntities"] == 7
    sample.driver.find_element(By.ID, "reset").click()
    assert (shown(sample)["shownEntities"], shown(sample)["shownRelations"]) == (6, 7)


def test_the_keyboard_is_enough(sample: Page) -> None:
    body = sample.driver.find_element(By.TAG_NAME, "body")
    body.send_keys("/")
    sample.driver.switch_to.active_element.send_keys("jos", Keys.ARROW_DOWN, Keys.ENTER)
    sample.wait("return document.querySelector('#panel h2')?.textContent === '@jose_oneil'")
    name = sample.driver.find_element(By.CSS_SELECTOR, "article .ends .name")
    name.send_keys(Keys.ENTER)
    sample.wait(f'return document.querySelector("#panel h2")?.textContent === "{JOSE}"')
    body.send_keys(Keys.ESCAPE)
    sample.wait("return explorer.selected() === null")


HOSTILE = (
    "<script>window.pwned=1</script>",
    "</script><script>window.pwned=1</script>",
    '<img src=x onerror="window.pwned=1">',
    "javascript:window.pwned=1",
    "{{ 7 * 7 }} {% raw %} --> ]]> <!-- \u2028 \u202e \x00",
)


def hostile_graph() -> Graph:
    entities = tuple(
        GraphEntity(id=f"e{i}", type=f"T{text}", name=text, aliases=(f"a {text}",), mentions=i)
        for i, text in enumerate(HOSTILE)
    )
    documents = tuple(
        Document(id=text, text=text, title=text, url=text, publisher=text, published=text)
        for text in HOSTILE
    )
    base = Statement(
        id="s", type="SAID", head="e0", tail="e1", document="", sentence="", start=0, end=0,
        trigger="", trigger_start=0, trigger_end=3, polarity="positive", modality="actual",
        confidence=0.5, rule="",
    )  # fmt: skip
    statements = tuple(
        replace(base, id=f"s{i}", tail=f"e{i}", document=text, sentence=text, rule=text,
                published=text, content=text, via=text, role=text, source=f"e{i}")
        for i, text in enumerate(HOSTILE)
    )  # fmt: skip
    return Graph(documents=documents, entities=entities, statements=statements)


@pytest.mark.parametrize("title", HOSTILE[:3])
def test_nothing_that_a_text_says_is_executed(page: Page, tmp_path: Path, title: str) -> None:
    write(hostile_graph(), tmp_path / "explorer.html", title=title)
    page.open(tmp_path / "explorer.html")
    for name in HOSTILE[1:4]:
        box = page.driver.find_element(By.ID, "search")
        box.clear()
        box.send_keys(name, Keys.ENTER)
        page.wait("return document.querySelectorAll('article').length === 1")
        assert [card["sentence"] for card in cards(page)] == [name]
        assert [card["about"]["Document"] for card in cards(page)] == [name]
    kinds = "return [...document.querySelectorAll('script, img, a')].map((e) => e.localName).sort()"
    assert page.js(kinds) == ["a", "script", "script"]  # the link is "Skip to search"
    assert (
        page.js("return [document.title, document.querySelector('h1').textContent]") == [title] * 2
    )
    assert page.js("return window.pwned ?? null") is None
    assert page.complaints() == []


def test_the_policy_refuses_the_network_and_foreign_scripts(sample: Page) -> None:
    outcome = sample.driver.execute_async_script("""
        const done = arguments[0];
        const script = document.createElement('script');
        try { script.textContent = 'window.pwned = 1'; document.body.append(script); } catch {}
        fetch('https://example.org/').then(() => done('sent'), () => done('refused'));""")
    assert (outcome, sample.js("return window.pwned ?? null")) == ("refused", None)
    assert [u for u in sample.requests() if u.startswith("http")] == []


def test_an_empty_graph_says_so(page: Page, tmp_path: Path) -> None:
    write(Graph(), tmp_path / "explorer.html")
    page.open(tmp_path / "explorer.html", ready=False)
    page.wait("return !document.getElementById('empty').hidden")
    assert page.js("return document.querySelector('main').innerText.trim()") == (
        "There is nothing in this graph."
    )
    assert page.complaints() == []


def test_entities_without_any_relation_are_shown_at_once(page: Page, tmp_path: Path) -> None:
    alone = tuple(GraphEntity(id=f"e{i}", type="Place", name=f"Place {i}") for i in range(3))
    write(Graph(entities=alone), tmp_path / "explorer.html")
    page.open(tmp_path / "explorer.html")
    assert page.js("return explorer.names()") == ["Place 0", "Place 1", "Place 2"]
