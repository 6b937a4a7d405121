"""One publication: what its page shows, and what it gives away to nobody."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, CollectionViewRestriction, Site

from site_core.demo.factories import CollectionFactory, DocumentFactory, ImageFactory, TopicFactory
from site_core.pagecache import affects
from site_core.pages import documents
from site_core.pages.blocks import BodyBlocks
from site_core.pages.library.models import LibraryPage, PublicationDownload
from site_core.pages.models import CharitySettings, CustomDocument
from tests.support.html import Document, text_of

from .conftest import AddPublication, Read

MakeDocument = Callable[..., CustomDocument]
LONG_TITLE = (
    "What ninety-six promises taught us about who decides and who is asked, " + "who is forgotten, " * 4
)
ARABIC = "الأمل في المدن الصغيرة"


@pytest.fixture
def file() -> MakeDocument:
    """Make a document of a name and a size in bytes."""

    def make(name: str = "plan.pdf", size: int = 10, **fields: Any) -> CustomDocument:
        made: CustomDocument = DocumentFactory(file=ContentFile(b"x" * size, name), **fields)
        return made

    return make


@pytest.fixture
def closed(db: None) -> Collection:
    """A collection whose documents ask for a password."""
    collection: Collection = CollectionFactory(name="For volunteers")
    CollectionViewRestriction.objects.create(collection=collection, restriction_type="password", password="x")
    return collection


def downloads(page: Document) -> list[str]:
    """The words of the links to files."""
    return [text_of(link) for link in page.all("a") if link.get("class") == "download"]


def about(page: Document) -> dict[str, Any]:
    """What search engines are told about the publication."""
    entries = [
        json.loads(node.text or "") for node in page.all("script") if "ld+json" in str(node.get("type"))
    ]
    [found] = [entry for entry in entries if entry["@type"] != "BreadcrumbList"]
    return dict(found)


def test_it_shows_what_an_editor_wrote(add: AddPublication, read: Read) -> None:
    add(
        "Hope in three towns",
        slug="hope",
        kind="lesson",
        teaser="Four years, four thousand answers.",
        summary="Half of them said the same word.\n\nNeighbours.",
        published_on=date(2016, 12, 13),
        authors="Sam Example\n\n  Alex Sample \nTown Hall",
        topics=[TopicFactory(name="Schools"), TopicFactory(name="Migration")],
        audiences=["councils", "teachers"],
        key_stages=["ks3", "ks2"],
    )
    page = read("/reports/hope/")
    words = text_of(page.root)
    assert page.headings[0] == (1, "Hope in three towns")
    assert "Lesson Hope in three towns Four years, four thousand answers." in words
    assert "<p>Half of them said the same word.</p>" in page.source
    assert "Published: 13 December 2016" in words
    assert "Author: Sam Example, Alex Sample and Town Hall" in words
    assert "For Teachers and schools, Councils and public services" in words
    assert "Key stages Key stage 2, Key stage 3" in words
    assert "About Migration Schools" in words


def test_its_topics_lead_to_its_library(add: AddPublication, client: Client, read: Read) -> None:
    add("Hope", slug="hope", topics=[TopicFactory(name="Schools")])
    assert "/reports/?topic=schools" in read("/reports/hope/").links
    assert client.get("/reports/?topic=schools").status_code == 200


def test_while_its_library_is_a_draft_its_topics_lead_nowhere(
    library: LibraryPage, add: AddPublication, read: Read
) -> None:
    add("Hope", slug="hope", topics=[TopicFactory(name="Schools")])
    LibraryPage.objects.filter(pk=library.pk).update(live=False)
    page = read("/reports/hope/")
    assert "Schools" in text_of(page.root)
    assert [link for link in page.links if "topic=" in link] == []


def test_files_have_their_own_words_kind_and_size(
    add: AddPublication, file: MakeDocument, read: Read
) -> None:
    made = add("Hope", slug="hope", downloads=[file("hope.pdf", 1_258_291, title="Hope, the report")])
    PublicationDownload.objects.create(
        page=made, document=file("tables.xlsx", 2_048, title="Tables"), label="All the numbers", sort_order=1
    )
    page = read("/reports/hope/")
    assert downloads(page) == ["Hope, the report (PDF, 1.2 MB)", "All the numbers (XLSX, 2.0 KB)"]
    first: Any = made.downloads.first()
    assert first.document.url in page.links


def test_asking_for_a_size_writes_nothing_and_a_lost_file_has_none(file: MakeDocument, db: None) -> None:
    document = file(size=2_048)
    assert document.file_size is None
    with CaptureQueriesContext(connection) as asked:
        assert documents.download(document).details == "PDF, 2.0\xa0KB"
    assert len(asked) == 0
    document.file.storage.delete(document.file.name)
    assert documents.download(CustomDocument.objects.get(pk=document.pk)).details == "PDF"


def test_a_private_document_is_not_given_away(
    add: AddPublication, file: MakeDocument, closed: Collection, read: Read
) -> None:
    inner = closed.add_child(name="Inside it")
    secrets = [file(title="Keys", collection=closed), file(title="Codes", collection=inner)]
    add("Hope", slug="hope", downloads=[*secrets, file(title="For everybody")])
    page = read("/reports/hope/")
    assert downloads(page) == ["For everybody (PDF, 10\xa0bytes)".replace("\xa0", " ")]
    assert [file["name"] for file in about(page)["encoding"]] == ["For everybody"]
    for document in secrets:
        assert document.title not in page.source
        assert document.url not in page.source


def test_without_public_files_there_is_no_heading_for_them(
    add: AddPublication, file: MakeDocument, closed: Collection, read: Read
) -> None:
    add("Hope", slug="hope", downloads=[file(collection=closed)])
    assert (2, "Download") not in read("/reports/hope/").headings


def test_closing_a_collection_makes_all_pages_anew(closed: Collection) -> None:
    restriction = CollectionViewRestriction.objects.get(collection=closed)
    assert affects.of(restriction) == affects.EVERYTHING


@pytest.mark.parametrize(
    ("kind", "schema"),
    [
        ("report", "Report"),
        ("publication", "CreativeWork"),
        ("resource", "LearningResource"),
        ("lesson", "LearningResource"),
        ("toolkit", "LearningResource"),
    ],
)
def test_search_engines_are_told_what_it_is(
    kind: str, schema: str, add: AddPublication, file: MakeDocument, read: Read
) -> None:
    charity = CharitySettings.for_site(Site.objects.get())
    charity.name = "Brighter Towns"
    charity.save()
    document = file("hope.pdf")
    add(
        "Hope </script> in towns",
        slug="hope",
        kind=kind,
        teaser="Four years.",
        published_on=date(2016, 12, 13),
        authors="Sam Example\nBrighter Towns",
        topics=[TopicFactory(name="Schools")],
        audiences=["teachers"],
        key_stages=["ks2"],
        cover=ImageFactory(file__width=300, file__height=420),
        downloads=[document],
    )
    found = about(read("/reports/hope/"))
    image = found.pop("image")
    assert image.startswith("http://testserver/")
    organisation = {"@type": "Organization", "name": "Brighter Towns"}
    assert found == {
        "@context": "https://schema.org",
        "@type": schema,
        "name": "Hope </script> in towns",
        "url": "http://testserver/reports/hope/",
        "datePublished": "2016-12-13",
        "inLanguage": "en-GB",
        "author": [{"@type": "Person", "name": "Sam Example"}, organisation],
        "publisher": organisation,
        "description": "Four years.",
        "about": ["Schools"],
        "audience": [{"@type": "Audience", "audienceType": "Teachers and schools"}],
        "educationalLevel": ["Key stage 2"],
        "encoding": [
            {
                "@type": "MediaObject",
                "name": document.title,
                "contentUrl": f"http://testserver{document.url}",
                "encodingFormat": "application/pdf",
            }
        ],
    }


def test_without_authors_the_charity_is_the_author(add: AddPublication, read: Read) -> None:
    add("Hope", slug="hope")
    found = about(read("/reports/hope/"))
    assert found["author"] == found["publisher"]


@pytest.mark.parametrize(
    "fields",
    [
        {"title": LONG_TITLE},
        {"title": ARABIC, "summary": ARABIC, "authors": ARABIC},
        {"title": "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenantragsformular"},
        {"title": "<b>&amp;\"'", "summary": "<script>", "authors": "</p>", "teaser": ""},
        {"title": "Everything", "kind": "toolkit", "authors": "\n".join(f"Author {n}" for n in range(30))},
    ],
    ids=["long", "right-to-left", "one-word", "signs", "many-authors"],
)
def test_difficult_content_is_shown_whole(fields: dict[str, str], add: AddPublication, read: Read) -> None:
    add(**({"teaser": ""} | fields), slug="hope")
    for path in ("/reports/", "/reports/hope/"):
        shown = text_of(read(path).root)
        assert " ".join(fields["title"].split()) in shown, path
    for name in ("summary", "authors"):
        assert fields.get(name, "").rpartition("\n")[2] in shown


def test_a_full_page_asks_little(add: AddPublication, file: MakeDocument, client: Client) -> None:
    blocks = BodyBlocks().child_blocks
    body = [
        (name, blocks[name].get_preview_value()) for name in ("heading", "rich_text", "accordion", "table")
    ]
    add(
        "Hope",
        slug="hope",
        cover=ImageFactory(),
        topics=[TopicFactory() for _ in range(5)],
        downloads=[file() for _ in range(5)],
        body=body,
    )
    assert client.get("/reports/hope/").status_code == 200
    with CaptureQueriesContext(connection) as asked:
        client.get("/reports/hope/")
    assert len(asked) <= 10, [query["sql"][:200] for query in asked]


def test_a_preview_shows_what_is_not_saved_yet(
    add: AddPublication, file: MakeDocument, client: Client
) -> None:
    page: Any = add("Hope", slug="hope")
    page.title, page.cover = "Not for everybody yet", ImageFactory()
    page.topics = [TopicFactory(name="Schools")]
    page.downloads = [PublicationDownload(document=file(title="Draft of the report"))]
    preview = page.make_preview_request().content.decode()
    for words in ("Not for everybody yet", "Schools", "Draft of the report"):
        assert words in preview
        assert words not in client.get("/reports/hope/").content.decode()
