"""Makes pages from their words: first all pages, so that each can name any other, then what is on them."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from taggit.models import Tag
from wagtail.models import Page, PageViewRestriction, Site

from blog.models import Byline
from site_core.accounts.models import User
from site_core.pages import london
from site_core.pages.blocks import BodyBlocks
from site_core.pages.models import CustomDocument, CustomImage, Topic
from site_core.pages.people.models import Person

from .blog_factories import BlogPageFactory, BylineFactory, PostPageFactory
from .charity import NAME
from .event_factories import EventPageFactory, EventsPageFactory, VacanciesPageFactory, VacancyPageFactory
from .factories import (
    FAQPageFactory,
    FormPageFactory,
    FormPageFieldFactory,
    HomePageFactory,
    LandingPageFactory,
    LegalPageFactory,
    LibraryPageFactory,
    PublicationPageFactory,
    SectionPageFactory,
    StandardPageFactory,
    TeamPageFactory,
    TopicFactory,
)
from .words import PAGES
from .words.extras import STYLE_PAGE
from .writing import Block, FileOf, InDays, PageAt, PageWords, PersonOf, PictureOf

FACTORIES = {
    "home": HomePageFactory,
    "section": SectionPageFactory,
    "standard": StandardPageFactory,
    "form": FormPageFactory,
    "library": LibraryPageFactory,
    "publication": PublicationPageFactory,
    "events": EventsPageFactory,
    "event": EventPageFactory,
    "vacancies": VacanciesPageFactory,
    "vacancy": VacancyPageFactory,
    "blog": BlogPageFactory,
    "post": PostPageFactory,
    "team": TeamPageFactory,
    "faq": FAQPageFactory,
    "legal": LegalPageFactory,
    "landing": LandingPageFactory,
}
# Rows that words give by their name.
NAMED: dict[Any, Any] = {Topic: TopicFactory, Byline: BylineFactory}
REFERENCE = re.compile(r'href="(page|file):([^"]*)"')


@dataclass(frozen=True)
class Library:
    """The rows that marks stand for, by path or key."""

    pages: Mapping[str, Page]
    pictures: Mapping[str, CustomImage]
    documents: Mapping[str, CustomDocument]
    people: Mapping[str, Person]

    def resolve(self, value: Any) -> Any:
        """Return a value as StreamField stores it, with keys of rows in place of marks."""
        match value:
            case PageAt(path):
                return self.pages[path].pk
            case FileOf(key):
                return self.documents[key].pk
            case PictureOf(key):
                image = self.pictures[key]
                return {"image": image.pk, "alt_text": image.description, "decorative": False}
            case PersonOf(key):
                return self.people[key].pk
            case InDays():
                return day_of(value)
            case dict():
                return {name: self.resolve(part) for name, part in value.items()}
            case list() | tuple():
                return [self.resolve(part) for part in value]
            case str():
                return REFERENCE.sub(self._link, value)
        return value

    def key_of(self, mark: Any) -> Any:
        """Return the key of the row that a mark stands for, as a foreign key stores it."""
        return self.pictures[mark.key].pk if isinstance(mark, PictureOf) else self.resolve(mark)

    def body(self, blocks: list[Block]) -> str:
        """Return a body as StreamField reads it."""
        return json.dumps([{"type": name, "value": self.resolve(value)} for name, value in blocks])

    def _link(self, match: re.Match[str]) -> str:
        kind, target = match.groups()
        if kind == "page":
            return f'linktype="page" id="{self.pages[target].pk}"'
        return f'linktype="document" id="{self.documents[target].pk}"'


def day_of(mark: InDays) -> date | datetime:
    """Return the day, or the moment (UTC), that a mark means if the demo is seeded now."""
    day = timezone.localdate() + timedelta(days=mark.days)
    return london.moment(day, time.fromisoformat(mark.at)) if mark.at else day


def plant(owner: User | None) -> dict[str, Page]:
    """Make every page, empty and not yet public, by path. Raises KeyError for a page before its parent."""
    planted: dict[str, Page] = {}
    for words in PAGES:
        parent = planted[words.parent_path] if words.path else None
        planted[words.path] = FACTORIES[words.kind](
            parent=parent,
            title=words.title,
            slug=words.slug or "home",
            teaser=words.teaser,
            search_description=words.description,
            hide_from_search_engines=words.hidden,
            owner=owner,
            live=False,
            **({"questions": []} if words.kind == "form" else {}),
        )
    return planted


def open_site(front: Page) -> Site:
    """Serve the pages at BASE_URL, and at any other address, since it is the default site."""
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    return Site.objects.create(
        hostname=address.hostname or "localhost",
        port=address.port or (443 if address.scheme == "https" else 80),
        site_name=NAME,
        root_page=front,
        is_default_site=True,
    )


def fill(words: PageWords, library: Library, editor: User | None) -> None:
    """Write a page's words on it and publish it, unless it is a draft."""
    page = Page.objects.get(pk=library.pages[words.path].pk).specific
    if hasattr(page, "body"):
        page.body = library.body(words.body)
    if words.path == STYLE_PAGE:
        page.body = every_block()
    page.card_image = library.pictures.get(words.picture)
    if words.hue:
        page.section_hue = words.hue
    if words.byline or words.written_on:
        page.byline, page.displayed_date, page.show_date = words.byline, words.written_on, True
    for name, value in words.more.items():
        put(page, name, value, library)
    for order, question in enumerate(words.questions):
        FormPageFieldFactory(
            page=page,
            sort_order=order,
            label=question.label,
            field_type=question.kind,
            required=question.required,
            choices="\n".join(question.choices),
            help_text=question.help_text,
        )
    if words.password:
        PageViewRestriction.objects.create(
            page=page, restriction_type=PageViewRestriction.PASSWORD, password=words.password
        )
    page.refresh_from_db(fields=["path"])
    revision = page.save_revision(user=editor, log_action=True)
    if not words.is_draft:
        revision.publish(user=editor)


def put(instance: Any, name: str, value: Any, library: Library) -> None:
    """Set one field of a page or of a row in it, from its words."""
    field = instance._meta.get_field(name)
    if field.one_to_many:
        setattr(instance, name, [row_of(field.related_model, row, library) for row in value])
    elif field.many_to_many and field.related_model is Topic:
        setattr(instance, name, [TopicFactory(name=topic) for topic in value])
    elif field.many_to_many and field.related_model is Tag:
        getattr(instance, name).set(value)
    elif field.many_to_one and isinstance(value, str):
        setattr(instance, name, NAMED[field.related_model](name=value))
    elif field.many_to_one:
        setattr(instance, f"{name}_id", library.key_of(value))
    else:
        setattr(instance, name, library.resolve(value))


def row_of(model: type[Any], words: Mapping[str, Any], library: Library) -> Any:
    """Return a row of a list in a page, not yet stored."""
    row = model()
    for name, value in words.items():
        put(row, name, value, library)
    return row


def every_block() -> list[tuple[str, Any]]:
    """Return each block with the value of its preview, under its own name."""
    body: list[tuple[str, Any]] = []
    for name, block in BodyBlocks().child_blocks.items():
        body.append(("heading", {"text": block.label, "level": "2"}))
        body.append((name, block.get_preview_value()))
    return body
