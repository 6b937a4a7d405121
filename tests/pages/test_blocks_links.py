"""Links and cards: they name what the public may see, and cost the same however many there are."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from site_core.demo.factories import LandingPageFactory
from site_core.pages.blocks import cards_of, outline
from site_core.pages.models import CustomDocument, HomePage, SectionPage
from site_core.pages.renditions import prepare_renditions
from tests.pages.block_printing import BODY, body, document, picture, printed

MakePage = Callable[..., Any]


def rich(text: str) -> tuple[str, str]:
    return "rich_text", text


def link_to(page: Page) -> str:
    return f'<p>Read <a linktype="page" id="{page.pk}">about it</a>.</p>'


def buttons(*links: dict[str, Any]) -> tuple[str, Any]:
    return "buttons", {"buttons": [{"link": link, "look": ""} for link in links]}


def document_file(title: str = "Paper") -> CustomDocument:
    made: CustomDocument = CustomDocument.objects.create(
        title=title, file=ContentFile(b"%PDF-1.7", "paper.pdf")
    )
    return made


def hide(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


@pytest.fixture
def hidden_pages(section: SectionPage, add_page: MakePage) -> list[Page]:
    """A draft, a private page, a page below a private one, and one that is deleted later."""
    draft = add_page(section, "Hush draft", live=False)
    private = add_page(section, "Hush private", teaser="Hush teaser")
    hide(private)
    return [draft, private, add_page(private, "Hush below private")]


@pytest.mark.django_db
def test_links_lead_to_each_kind_of_target(section: SectionPage) -> None:
    paper = document_file("Annual report")
    html = printed(
        ("heading", {"text": "Opening times", "level": "2"}),
        buttons(
            {"page": section},
            {"document": paper},
            {"external": "tel:+44 1632 960001", "label": "Call us"},
            {"anchor": "Opening times", "label": "When we are open"},
        ),
    )
    page = document(html)
    assert page.links == ["/our-work/", paper.url, "tel:+441632960001", "#h-opening-times"]
    assert page.problems() == []
    assert ">Our work</a>" in html
    assert ">Annual report (PDF)</a>" in html


@pytest.mark.django_db
def test_no_link_opens_a_new_window(home: HomePage) -> None:
    html = printed(
        buttons({"external": "https://www.example.org/", "label": "Elsewhere"}),
        rich('<p><a href="https://www.example.org/">Elsewhere</a></p>'),
    )
    assert html.count('href="https://www.example.org/"') == 2
    assert "target=" not in html


@pytest.mark.django_db
def test_blocks_give_away_nothing_of_pages_that_the_public_may_not_see(
    section: SectionPage, hidden_pages: list[Page]
) -> None:
    cards = {"heading": "More", "cards": [{"page": page} for page in [section, *hidden_pages]]}
    html = printed(
        buttons({"page": section}, *({"page": page} for page in hidden_pages[:2]), {"page": hidden_pages[2]}),
        ("cards", cards),
        rich("".join(map(link_to, [section, *hidden_pages]))),
    )
    assert html.count('href="/our-work/"') == 3
    assert "hush" not in html.lower()
    # The words of the text stay, since the editor wrote them for the public.
    assert html.count("about it</a>") == 4


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["buttons", "cards"])
def test_a_block_whose_pages_are_all_hidden_prints_nothing(kind: str, hidden_pages: list[Page]) -> None:
    for page in hidden_pages:
        value = {"buttons": [{"link": {"page": page}}]} if kind == "buttons" else {"cards": [{"page": page}]}
        assert printed((kind, {**value, "heading": "More"} if kind == "cards" else value)).strip() == ""


@pytest.fixture
def closed_papers(db: None) -> list[CustomDocument]:
    """A document of a private collection, and one of a collection below it."""
    closed = Collection.get_first_root_node().add_child(name="Closed")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    papers = [document_file("Hush paper"), document_file("Hush minutes")]
    for paper, collection in zip(papers, (closed, closed.add_child(name="Below")), strict=True):
        paper.collection = collection
        paper.save()
    return papers


def link_to_file(paper: CustomDocument) -> str:
    return f'<p>Read <a linktype="document" id="{paper.pk}">about it</a>.</p>'


@pytest.mark.both
def test_blocks_give_away_nothing_of_documents_that_not_everybody_may_have(
    closed_papers: list[CustomDocument],
) -> None:
    shown = document_file("Annual report")
    papers = [shown, *closed_papers]
    html = printed(
        buttons(*({"document": paper} for paper in papers)),
        rich("".join(map(link_to_file, papers))),
        ("accordion", {"entries": [{"question": "Who?", "answer": link_to_file(closed_papers[0])}]}),
    )
    assert document(html).links == [shown.url, shown.url]
    assert ">Annual report (PDF)</a>" in html
    assert "hush" not in html.lower()
    assert not any(paper.url in html for paper in closed_papers)
    # The words of the text stay, since the editor wrote them for the public.
    assert html.count("<a>about it</a>") == 3


def test_a_row_of_buttons_to_closed_documents_prints_nothing(closed_papers: list[CustomDocument]) -> None:
    assert printed(buttons(*({"document": paper, "label": "Read"} for paper in closed_papers))).strip() == ""


def test_a_landing_page_has_no_button_to_a_closed_document(
    home: HomePage, closed_papers: list[CustomDocument], client: Client
) -> None:
    actions = [("link", {"document": paper}) for paper in (document_file("Annual report"), closed_papers[0])]
    LandingPageFactory(parent=home, title="Come along", slug="come", actions=actions)
    html = client.get("/come/").content.decode()
    assert "Annual report (PDF)" in html
    assert "Hush" not in html


@pytest.mark.django_db
def test_a_document_that_is_closed_later_is_named_no_more() -> None:
    paper = document_file("Hush plan")
    blocks = [buttons({"document": paper}), rich(link_to_file(paper))]
    assert printed(*blocks).count(paper.url) == 2
    cache.clear()
    CollectionViewRestriction.objects.create(collection=paper.collection, restriction_type="login")
    html = printed(*blocks)
    assert paper.url not in html
    assert "Hush" not in html


@pytest.mark.django_db
def test_what_is_hidden_later_is_gone_at_once(section: SectionPage) -> None:
    blocks = [buttons({"page": section}), ("cards", {"cards": [{"page": section}]}), rich(link_to(section))]
    stored = json.loads(json.dumps(body(*blocks).get_prep_value()))
    assert str(BODY.render(BODY.to_python(stored))).count("/our-work/") == 3
    section.unpublish()
    assert "/our-work/" not in str(BODY.render(BODY.to_python(stored)))
    section.delete()
    assert "/our-work/" not in str(BODY.render(BODY.to_python(stored)))


@pytest.mark.django_db
def test_a_card_takes_its_words_and_picture_from_the_page(home: HomePage, add_page: MakePage) -> None:
    image = picture("town.jpg")
    page = add_page(home, "Hopeful towns", teaser="Nine of them.", card_image=image)
    html = printed(("cards", {"cards": [{"page": page}]}))
    assert "Hopeful towns" in html
    assert "Nine of them." in html
    assert re.search(r"town\.\w+\.fill-480x300", html)


@pytest.mark.django_db
def test_an_editor_may_say_it_otherwise_on_a_card(home: HomePage, add_page: MakePage) -> None:
    page = add_page(home, "Hopeful towns", teaser="Nine of them.", card_image=picture("town.jpg"))
    own = {"image": picture("garden.jpg"), "alt_text": "A garden", "decorative": False}
    html = printed(("cards", {"cards": [{"page": page, "title": "Go", "teaser": "Now.", "image": own}]}))
    assert "Hopeful towns" not in html
    assert "Nine of them" not in html
    assert re.search(r"garden\.\w+\.fill-480x300", html)
    assert "town." not in html
    assert 'href="/hopeful-towns/"' in html


@pytest.mark.django_db
def test_a_card_has_the_colour_of_its_section(
    section: SectionPage, home: HomePage, add_page: MakePage
) -> None:
    inside, outside = add_page(section, "Inside"), add_page(home, "Outside")
    cards = cards_of([section, inside, outside, home])
    assert [cards[page.pk].hue for page in (section, inside, outside, home)] == [
        "heather",
        "heather",
        "sea",
        "sun",
    ]


@pytest.mark.django_db
def test_thirty_cards_cost_no_more_queries_than_three(section: SectionPage, add_page: MakePage) -> None:
    pages = [
        add_page(section, f"Card {number}", card_image=picture(f"card{number}.jpg", size=(64, 48)))
        for number in range(30)
    ]
    for page in pages:
        prepare_renditions.call(page.card_image_id)

    def queries(count: int) -> int:
        stream = body(("cards", {"cards": [{"page": page} for page in pages[:count]]}))
        with CaptureQueriesContext(connection) as asked:
            assert str(BODY.render(stream)).count("<picture>") == count
        return len(asked)

    queries(1)
    # Pages, who may see them, their own type, colours, pictures, renditions.
    queries(3)  # from here on the cache knows which pages are private
    assert queries(3) == queries(30) == 4


@pytest.mark.django_db
def test_a_page_outside_of_every_site_has_no_address(home: HomePage) -> None:
    root = Page.get_first_root_node()
    assert root
    stray: Any = root.add_child(instance=HomePage(title="Stray", slug="stray", headline="Stray"))
    assert "<a>about it</a>" in str(BODY.render(body(rich(link_to(stray)))))


@pytest.mark.django_db
def test_links_in_words_and_buttons_cost_no_more_when_there_are_many(
    section: SectionPage, add_page: MakePage
) -> None:
    pages = [add_page(section, f"Page {number}") for number in range(20)]
    papers = [document_file() for _ in range(20)]

    def queries(count: int) -> int:
        entries = [{"question": f"Question {n}", "answer": link_to(pages[n])} for n in range(count)]
        blocks: list[tuple[str, Any]] = [("accordion", {"entries": entries, "first_open": False})]
        for page, paper in zip(pages[:count], papers, strict=False):
            blocks.append(rich(link_to(page) + f'<p><a linktype="document" id="{paper.pk}">Paper</a></p>'))
            blocks.append(buttons({"page": page}, {"document": paper}))
        stream = body(*blocks)
        with CaptureQueriesContext(connection) as asked:
            html = str(BODY.render(stream))
        assert html.count('href="/our-work/page-') == 3 * count
        assert html.count('href="/documents/') == 2 * count
        return len(asked)

    queries(1)
    # Pages of words, documents of words; pages of buttons, documents of buttons.
    queries(2)  # from here on the cache knows which pages and documents are private
    assert queries(2) == queries(20) == 4


def test_a_body_without_links_asks_nothing_of_the_database() -> None:
    # No django_db mark: a query would fail this test.
    assert "Words" in printed(rich("<p>Words</p>"), ("quote", {"words": "Words"}))


def test_the_outline_lists_headings_as_they_are_printed() -> None:
    stream = body(
        ("heading", {"text": "One", "level": "2"}),
        rich("<p>x</p>"),
        ("heading", {"text": "One", "level": "3"}),
    )
    assert [(entry.text, entry.depth, entry.anchor) for entry in outline(stream)] == [
        ("One", 2, "h-one"),
        ("One", 3, "h-one-2"),
    ]
