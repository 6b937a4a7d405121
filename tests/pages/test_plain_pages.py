"""Questions, legal pages and landing pages."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import Page, Site

from site_core.demo.factories import (
    DocumentFactory,
    FAQPageFactory,
    FormPageFactory,
    ImageFactory,
    LandingPageFactory,
    LegalPageFactory,
    SectionPageFactory,
)
from site_core.pages.blocks.cards import cards_of
from site_core.pages.blocks.questions import QuestionGroupBlock
from site_core.pages.models import (
    CharitySettings,
    FAQPage,
    FormPage,
    HomePage,
    LandingPage,
    LegalPage,
    NavigationSettings,
    SectionPage,
)
from site_core.pages.people.models import TeamPage
from tests.support.html import Document, text_of

Entry = tuple[str, str]
LONG = "A title of one hundred and forty letters that came from a press release in Llanfairpwllgwyngyll "
LONG = (LONG * 2)[:140]
ASK = [("Can I come alone?", "<p>Yes. Most people do.</p>"), ("Is it free?", "<p>Yes.</p><p>Always.</p>")]


def look(client: Client, address: str) -> Document:
    response = client.get(address)
    assert response.status_code == 200, address
    document = Document(response.content.decode())
    assert document.problems() == []
    return document


def main_of(document: Document) -> Element:
    (main,) = document.all("main")
    return main


def headings(document: Document) -> list[tuple[int, str]]:
    """The headings of the page itself, without its foot's."""
    found = [element for element in main_of(document).iter() if element.tag in ("h1", "h2", "h3", "h4")]
    return [
        (int(element.tag[1]), text_of(element)) for element in found if element.get("id") != "share-title"
    ]


def links(element: Element) -> dict[str, str]:
    return {one.get("href") or "": " ".join(text_of(one).split()) for one in element.iter("a")}


def data(document: Document, kind: str) -> dict[str, Any] | None:
    scripts = [node for node in document.all("script") if node.get("type") == "application/ld+json"]
    return next((one for node in scripts if (one := json.loads(node.text or ""))["@type"] == kind), None)


def group(heading: str, *entries: Entry) -> dict[str, Any]:
    questions = [{"question": question, "answer": answer} for question, answer in entries]
    return {"type": "group", "value": {"heading": heading, "entries": questions}}


def queries(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.fixture
def ask(section: SectionPage) -> Callable[..., FAQPage]:
    """Make a page of questions at /our-work/ask/."""

    def make(*groups: dict[str, Any], **fields: Any) -> FAQPage:
        fields = {"title": "Questions", "slug": "ask"} | fields
        page: FAQPage = FAQPageFactory(parent=section, groups=list(groups), **fields)
        return page

    return make


@pytest.fixture
def form(home: HomePage) -> FormPage:
    """A form to write to us."""
    page: FormPage = FormPageFactory(parent=home, title="Something is wrong", slug="wrong")
    return page


# --- questions --------------------------------------------------------------------------------------


def test_questions_stand_in_groups_below_their_headings(ask: Callable[..., FAQPage], client: Client) -> None:
    ask(group("Coming", *ASK), group("Giving", ("Who gets it?", "<p>All of us.</p>")))
    document = look(client, "/our-work/ask/")
    assert headings(document) == [
        (1, "Questions"),
        (2, "On this page"),
        (2, "Coming"),
        (3, "Can I come alone?"),
        (3, "Is it free?"),
        (2, "Giving"),
        (3, "Who gets it?"),
    ]
    assert [element.get("open") for element in main_of(document).iter("details")] == [None] * 3


def test_the_contents_lead_to_the_groups_and_one_group_needs_none(
    ask: Callable[..., FAQPage], client: Client
) -> None:
    page = ask(group("Coming", *ASK), group("Giving", *ASK))
    document = look(client, "/our-work/ask/")
    contents = document.one("nav", **{"class": "contents"})
    assert contents is not None
    assert links(contents) == {"#q-coming": "Coming", "#q-giving": "Giving"}
    assert {"q-coming", "q-giving"} <= {element.get("id") for element in document.all("h2")}
    page.groups = [group("", *ASK)]
    page.save()
    document = look(client, "/our-work/ask/")
    assert document.one("nav", **{"class": "contents"}) is None
    assert headings(document) == [(1, "Questions"), (2, "Can I come alone?"), (2, "Is it free?")]


def test_each_answer_has_an_address_of_its_own_inside_what_opens(
    ask: Callable[..., FAQPage], client: Client
) -> None:
    ask(group("Coming", *ASK), group("Giving", *ASK))
    document = look(client, "/our-work/ask/")
    # Browsers open a closed <details> when the address names something inside it.
    inside = [
        element.get("id")
        for details in main_of(document).iter("details")
        for element in details.iter("div")
        if element.get("id")
    ]
    assert inside == ["q-can-i-come-alone", "q-is-it-free", "q-can-i-come-alone-2", "q-is-it-free-2"]
    assert set(links(main_of(document))) >= {f"#{anchor}" for anchor in inside}


def test_an_answer_keeps_its_address_when_a_group_is_added_below(
    ask: Callable[..., FAQPage],
) -> None:
    page = ask(group("Coming", *ASK))
    before = [question.anchor for question in page.question_groups[0].questions]
    page = FAQPage.objects.get()
    page.groups = [group("Coming", *ASK), group("Giving", ("Is it free?", "<p>No.</p>"))]
    assert [question.anchor for question in page.question_groups[0].questions] == before


def test_search_engines_learn_the_questions_and_the_answers_in_words(
    ask: Callable[..., FAQPage], client: Client
) -> None:
    ask(group("", ("Is it <free> & open?", "<p>Yes.</p><ul><li>Always</li><li>For all</li></ul>")))
    found = data(look(client, "/our-work/ask/"), "FAQPage")
    assert found
    assert found["mainEntity"] == [
        {
            "@type": "Question",
            "name": "Is it <free> & open?",
            "acceptedAnswer": {"@type": "Answer", "text": "Yes. Always For all"},
        }
    ]


def test_unfinished_questions_and_empty_groups_print_nothing(
    ask: Callable[..., FAQPage], client: Client
) -> None:
    ask(
        group("Empty", ("No answer yet?", "<p></p>"), ("", "<p>No question.</p>")),
        group("Full", ("Is it free?", "<p>Yes.</p>"), ("And then?", "")),
    )
    document = look(client, "/our-work/ask/")
    assert headings(document) == [(1, "Questions"), (2, "Full"), (3, "Is it free?")]
    found = data(document, "FAQPage")
    assert found
    assert len(found["mainEntity"]) == 1


def test_a_page_without_questions_invites(ask: Callable[..., FAQPage], client: Client) -> None:
    ask()
    document = look(client, "/our-work/ask/")
    assert "There are no questions here yet" in text_of(main_of(document))
    assert data(document, "FAQPage") is None


def test_difficult_questions_fit(ask: Callable[..., FAQPage], client: Client) -> None:
    ask(
        group(
            LONG[:120],
            ("هل يمكنني الحضور؟", "<p>نعم، أهلا وسهلا.</p>"),
            ("?" * 200, "<p>W" + "w" * 300 + "</p>"),
        ),
        group("?", ("???", "<p>Words.</p>")),
        title=LONG,
    )
    document = look(client, "/our-work/ask/")
    ids = [
        element.get("id")
        for element in main_of(document).iter("div")
        if (element.get("id") or "").startswith("q-")
    ]
    assert len(set(ids)) == len(ids) == 3
    assert headings(document)[0] == (1, LONG)


def test_several_groups_need_headings_and_a_draft_may_wait(ask: Callable[..., FAQPage]) -> None:
    page = ask(group("", *ASK), group("Giving", *ASK))
    block = page.groups.stream_block
    with pytest.raises(ValidationError) as refused:
        block.clean(page.groups)
    assert set(refused.value.block_errors) == {0}  # type: ignore[attr-defined]
    page.groups = [group("", *ASK)]
    block.clean(page.groups)


def test_readers_can_ask_back_unless_the_form_is_not_public(
    ask: Callable[..., FAQPage], form: FormPage, client: Client
) -> None:
    ask(group("", *ASK), feedback_page=form, feedback_text="Ask your own question")
    assert links(main_of(look(client, "/our-work/ask/")))["/wrong/"] == "Ask your own question"
    form.unpublish()
    assert "/wrong/" not in links(main_of(look(client, "/our-work/ask/")))


@pytest.mark.parametrize("count", [5, 60])
def test_many_questions_with_links_cost_no_more(
    ask: Callable[..., FAQPage], section: SectionPage, client: Client, form: FormPage, count: int
) -> None:
    document: Any = DocumentFactory()
    answer = (
        f'<p><a linktype="page" id="{section.pk}">Us</a> <a linktype="document" id="{document.pk}">A</a></p>'
    )
    entries = [(f"Question {number}?", answer) for number in range(count)]
    ask(group("One", *entries[: count // 2]), group("Two", *entries[count // 2 :]), feedback_page=form)
    assert queries(client, "/our-work/ask/") <= 10


def test_a_group_of_questions_has_a_preview(db: None) -> None:
    block = QuestionGroupBlock()
    printed = block.render(block.get_preview_value())
    assert "Who can come?" in printed
    assert block.meta.icon
    assert block.meta.description


def test_the_script_that_opens_answers_is_small_and_only_on_pages_of_questions(
    ask: Callable[..., FAQPage], client: Client
) -> None:
    ask(group("", *ASK))
    assert "js/answers" in look(client, "/our-work/ask/").source
    assert "js/answers" not in look(client, "/our-work/").source
    assert (Path(settings.BASE_DIR) / "site_core/static/js/answers.js").stat().st_size < 1_000


# --- legal pages --------------------------------------------------------------------------------------


def parts(*titles: str) -> list[dict[str, Any]]:
    body: list[dict[str, Any]] = []
    for title in titles:
        body += [
            {"type": "heading", "value": {"text": title, "level": "2"}},
            {"type": "rich_text", "value": "<p>Words.</p>"},
        ]
    return body


@pytest.fixture
def legal(home: HomePage) -> Callable[..., LegalPage]:
    """Make a legal page at /privacy/."""

    def make(**fields: Any) -> LegalPage:
        page: LegalPage = LegalPageFactory(parent=home, **{"title": "Privacy", "slug": "privacy"} | fields)
        return page

    return make


def test_a_legal_page_says_its_version_and_its_dates(legal: Callable[..., LegalPage], client: Client) -> None:
    legal(version="3", effective_on=date(2026, 1, 5), reviewed_on=date(2026, 10, 31))
    document = look(client, "/privacy/")
    facts = document.one("dl", **{"class": "paper-head__facts"})
    assert facts is not None
    assert " ".join(text_of(facts).split()) == (
        "Version 3 In force since 5 January 2026 Last reviewed 31 October 2026"
    )
    assert [element.get("datetime") for element in facts.iter("time")] == ["2026-01-05", "2026-10-31"]


def test_a_legal_page_without_dates_prints_none(legal: Callable[..., LegalPage], client: Client) -> None:
    legal()
    document = look(client, "/privacy/")
    assert document.one("dl", **{"class": "paper-head__facts"}) is None
    assert headings(document) == [(1, "Privacy"), (2, "Whom to ask")]


def test_the_contents_list_the_parts_of_a_long_page(legal: Callable[..., LegalPage], client: Client) -> None:
    page = legal(body=parts("What we store", "Your rights", "Your rights"))
    document = look(client, "/privacy/")
    contents = document.one("nav", **{"class": "contents"})
    assert contents is not None
    assert links(contents) == {
        "#h-what-we-store": "What we store",
        "#h-your-rights": "Your rights",
        "#h-your-rights-2": "Your rights",
    }
    page.body = parts("What we store", "Your rights")
    page.save()
    assert look(client, "/privacy/").one("nav", **{"class": "contents"}) is None


def test_a_legal_page_says_whom_to_ask(
    legal: Callable[..., LegalPage], form: FormPage, client: Client
) -> None:
    charity = CharitySettings.for_site(Site.objects.get())
    charity.email, charity.telephone = "office@example.org", "01632 960123"
    charity.postal_address = "The Gatehouse\nTarnwick"
    charity.save()
    legal(contact="Rukhsana Bay, data protection lead", feedback_page=form)
    aside = look(client, "/privacy/").one("aside", **{"aria-labelledby": "ask-us"})
    assert aside is not None
    words = " ".join(text_of(aside).split())
    assert "Rukhsana Bay, data protection lead" in words
    assert "The Gatehouse, Tarnwick" in words
    assert links(aside) == {
        "mailto:office@example.org": "office@example.org",
        "tel:01632960123": "01632 960123",
        "/wrong/": "Something is wrong",
    }


def test_a_review_cannot_be_in_the_future(legal: Callable[..., LegalPage]) -> None:
    page = legal()
    page.reviewed_on = timezone.localdate() + timedelta(days=1)
    with pytest.raises(ValidationError, match="still to come"):
        page.full_clean()
    page.reviewed_on = timezone.localdate()
    page.full_clean()


def test_a_legal_page_is_quiet(legal: Callable[..., LegalPage], client: Client) -> None:
    legal(title=LONG)
    document = look(client, "/privacy/")
    assert main_of(document).find(".//picture") is None
    assert headings(document)[0] == (1, LONG)


def test_a_legal_page_costs_little(legal: Callable[..., LegalPage], form: FormPage, client: Client) -> None:
    legal(body=parts(*(f"Part {number}" for number in range(30))), feedback_page=form)
    assert queries(client, "/privacy/") <= 10


# --- landing pages ------------------------------------------------------------------------------------


@pytest.fixture
def landing(section: SectionPage) -> Callable[..., LandingPage]:
    """Make a landing page at /our-work/lanterns/, in a section that is heather."""

    def make(**fields: Any) -> LandingPage:
        fields = {"title": "Lanterns", "slug": "lanterns", "section_hue": "brick"} | fields
        page: LandingPage = LandingPageFactory(parent=section, **fields)
        return page

    return make


def action(**link: Any) -> dict[str, Any]:
    return {"type": "link", "value": {"label": "", **link}}


def test_a_landing_page_stands_by_itself(
    landing: Callable[..., LandingPage], section: SectionPage, client: Client
) -> None:
    site = Site.objects.get()
    navigation = NavigationSettings.for_site(site)
    navigation.menu = [{"type": "entry", "value": {"page": section.pk, "children": []}}]
    navigation.donate_page = section
    navigation.save()
    charity = CharitySettings.for_site(site)
    charity.charity_number = "0000000"
    charity.save()
    landing()
    document = look(client, "/our-work/lanterns/")
    assert document.one("nav", **{"aria-label": "Main"}) is None
    assert document.one("nav", **{"aria-label": "Breadcrumbs"}) is None
    assert "button--donate" not in document.source
    assert "data-account" not in document.source
    # What stays: the way past the top, the brand, what the law asks for.
    assert links(document.all("body")[0])["#main"] == "Skip to the content"
    assert document.one("a", **{"class": "brand", "href": "/"}) is not None
    assert "Registered charity in England and Wales, number 0000000." in text_of(document.all("footer")[0])
    assert document.one("nav", **{"aria-label": "Main"}) is None
    assert look(client, "/our-work/").one("nav", **{"aria-label": "Main"}) is not None


def test_a_landing_page_has_a_headline_a_lead_and_its_buttons(
    landing: Callable[..., LandingPage], section: SectionPage, client: Client
) -> None:
    landing(
        headline="Two hundred lanterns",
        lead="One for each street.",
        actions=[
            action(page=section.pk, label="Join us"),
            action(external="tel:01632 960123", label="Ring us"),
        ],
    )
    document = look(client, "/our-work/lanterns/")
    assert headings(document) == [(1, "Two hundred lanterns")]
    buttons = {
        element.get("href"): (text_of(element), element.get("class"))
        for element in main_of(document).iter("a")
    }
    assert buttons == {
        "/our-work/": ("Join us", "button button--primary"),
        "tel:01632960123": ("Ring us", "button"),
    }
    assert document.meta("description") == "What Lanterns is about."


def test_a_button_to_a_draft_is_not_printed_on_a_landing_page(
    landing: Callable[..., LandingPage], home: HomePage, client: Client
) -> None:
    draft = SectionPageFactory(parent=home, title="Not yet", live=False)
    landing(actions=[action(page=draft.pk)])
    assert "Not yet" not in look(client, "/our-work/lanterns/").source


def test_no_more_than_two_things_are_asked(landing: Callable[..., LandingPage]) -> None:
    page = landing(
        actions=[action(external="https://example.org/", label=str(number)) for number in range(3)]
    )
    with pytest.raises(ValidationError):
        page.actions.stream_block.clean(page.actions)


def test_a_landing_page_has_a_colour_of_its_own_everywhere(
    landing: Callable[..., LandingPage], section: SectionPage, client: Client
) -> None:
    page = landing()
    document = look(client, "/our-work/lanterns/")
    assert document.all("body")[0].get("data-hue") == "brick"
    assert look(client, "/our-work/").all("body")[0].get("data-hue") == "heather"
    (card,) = cards_of([Page.objects.get(pk=page.pk)]).values()
    assert card.hue == "brick"


def test_a_landing_page_shows_its_picture_early_or_a_scene(
    landing: Callable[..., LandingPage], client: Client
) -> None:
    page = landing(picture=ImageFactory(description="Six lanterns", file__width=1600, file__height=900))
    (image,) = main_of(look(client, "/our-work/lanterns/")).iter("img")
    assert image.get("alt") == "Six lanterns"
    assert image.get("loading") is None
    assert image.get("fetchpriority") == "high"
    page.picture = None
    page.save()
    (image,) = main_of(look(client, "/our-work/lanterns/")).iter("img")
    assert "/scenes/brick-" in (image.get("src") or "")


def test_a_landing_page_without_words_shows_its_title(
    landing: Callable[..., LandingPage], client: Client
) -> None:
    landing(title=LONG, teaser="")
    assert headings(look(client, "/our-work/lanterns/")) == [(1, LONG)]


def test_a_landing_page_costs_little(landing: Callable[..., LandingPage], client: Client) -> None:
    landing(picture=ImageFactory(), body=parts(*(f"Part {number}" for number in range(30))))
    assert queries(client, "/our-work/lanterns/") <= 10


# --- all of them --------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", [FAQPage, LegalPage, LandingPage, TeamPage])
def test_editors_are_told_what_a_type_is_for_and_where_it_may_stand(model: type[Page]) -> None:
    assert len(model.get_page_description()) > 30
    assert {parent.__name__ for parent in model.allowed_parent_page_models()} == {
        "HomePage",
        "SectionPage",
        "StandardPage",
    }
    assert model.allowed_subpage_models() == []


@pytest.mark.parametrize("factory", [FAQPageFactory, LegalPageFactory, LandingPageFactory])
def test_every_type_has_a_preview_and_may_be_stored(home: HomePage, factory: Any, client: Client) -> None:
    page = factory(parent=home, title="A page")
    assert "A page" in page.make_preview_request().content.decode()
    response = client.get(page.url)
    assert response.headers["Cache-Control"].startswith("public")
    assert "Set-Cookie" not in response.headers
