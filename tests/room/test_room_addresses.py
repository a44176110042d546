"""Addresses of the room and links between its pages."""

from __future__ import annotations

import pytest

from qjgraph.room.addresses import Address, Links, file_of

BASE = "https://example.org/"
PERSON = "id/person-0a"


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/", Address()),
        ("/en", Address(lang="en")),
        ("/en/people/2", Address(path="people/2", lang="en")),
        ("/id/person-0a.json", Address(path=PERSON, suffix="json")),
        ("/id/person-0a.html", Address(path=PERSON)),
        ("/id/person-0a.posts.csv", Address(path=PERSON, suffix="csv", table="posts")),
        ("/enough", Address(path="enough")),
        ("/id/person-0a.exe", Address(path="id/person-0a.exe")),
    ],
)
def test_a_path_is_read(path: str, address: Address) -> None:
    assert Address.parse(path) == address


def links(path: str, lang: str = "zh", **options: object) -> Links:
    return Links(base=BASE, here=Address(path=path, lang=lang), **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("here", "lang", "target", "suffix", "link"),
    [
        ("", "zh", "people", "", "people.html"),
        (PERSON, "zh", "", "", "../index.html"),
        (PERSON, "zh", "article/0b", "", "../article/0b.html"),
        (PERSON, "en", "article/0b", "", "../article/0b.html"),
        (PERSON, "en", PERSON, "json", "../../id/person-0a.json"),
        ("people/2", "en", "people", "csv", "../../people.csv"),
    ],
)
def test_links_of_a_site_are_relative(
    here: str, lang: str, target: str, suffix: str, link: str
) -> None:
    assert links(here, lang, static=True).to(target, suffix) == link


def test_a_servers_links_begin_at_its_root() -> None:
    assert links(PERSON, "en").to("people") == "/en/people"
    assert (
        links(PERSON, "en").to("search", query={"q": "开工&"}).endswith("?q=%E5%BC%80%E5%B7%A5%26")
    )


def test_a_claim_has_a_page_on_a_server_and_an_anchor_in_a_site() -> None:
    claim, article = f"{BASE}claim/0c", f"{BASE}article/0b"
    assert links(PERSON).claim(claim, article) == "/claim/0c"
    assert links(PERSON, static=True).claim(claim, article) == "../article/0b.html#claim-0c"


def test_only_what_was_drawn_has_a_picture_in_a_site() -> None:
    drawn = links(PERSON, "en", static=True, pictured=frozenset([PERSON]))
    assert drawn.picture(PERSON) == "../../graph/id/person-0a.html"
    assert drawn.picture("id/person-0b") == ""


@pytest.mark.parametrize(
    "iri", ["https://elsewhere.org/id/person-0a", f"{BASE}rule/x", f"{BASE}id/../../x", BASE]
)
def test_what_has_no_page_gets_no_link(iri: str) -> None:
    assert links(PERSON).thing(iri) == ""


def test_english_pages_lie_under_their_own_folder() -> None:
    assert (file_of("", "html", "en"), file_of("", "html", "zh")) == ("en/index.html", "index.html")
