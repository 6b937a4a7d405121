"""The words of the demo can say everything that a publication holds."""

from site_core.demo.building import Library, put
from site_core.demo.factories import DocumentFactory, ImageFactory
from site_core.demo.writing import FileOf, PictureOf
from site_core.pages.models import Topic

from .conftest import AddPublication


def test_words_become_topics_cover_and_downloads(add: AddPublication) -> None:
    page = add("Hope")
    picture, document = ImageFactory(), DocumentFactory()
    rows = Library(pages={}, pictures={"hall": picture}, documents={"report": document}, people={})
    words = {
        "kind": "toolkit",
        "topics": ["Schools", "Migration"],
        "cover": PictureOf("hall"),
        "audiences": ["teachers"],
        "downloads": [{"document": FileOf("report"), "label": "The whole report"}],
    }
    for name, value in words.items():
        put(page, name, value, rows)
    page.save_revision().publish()
    page.refresh_from_db()
    assert (page.kind, page.cover, page.audiences) == ("toolkit", picture, ["teachers"])
    assert [topic.name for topic in page.topic_list] == ["Migration", "Schools"]
    assert [file.title for file in page.files] == ["The whole report"]
    put(page, "topics", ["Schools"], rows)
    assert Topic.objects.count() == 2
