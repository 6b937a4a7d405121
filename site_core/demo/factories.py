"""Makers of rows for tests and for the demo charity: `StandardPageFactory(parent=home, title="Our team")`.

A page without a parent goes under the front page of the default site, which is made when there is none.
"""

from typing import Any

import factory
from django.utils.text import slugify
from factory.django import DjangoModelFactory
from wagtail.models import Collection, Page, Site
from wagtail_factories import CollectionFactory as WagtailCollectionFactory
from wagtail_factories import DocumentFactory as WagtailDocumentFactory
from wagtail_factories import ImageFactory as WagtailImageFactory
from wagtail_factories import PageFactory as WagtailPageFactory

from site_core.accounts.models import User
from site_core.pages.library.models import LibraryPage, PublicationDownload, PublicationPage
from site_core.pages.models import (
    CustomDocument,
    CustomImage,
    FAQPage,
    FormPage,
    FormPageField,
    HomePage,
    LandingPage,
    LegalPage,
    SectionPage,
    StandardPage,
    Topic,
)
from site_core.pages.people.models import Person, TeamPage

# --- people ---------------------------------------------------------------------------------------


class UserFactory(DjangoModelFactory):
    """Somebody who can sign in; `password="…"` sets one, else nobody signs in with a password."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda number: f"person{number}@example.org")
    first_name = "Sam"
    last_name = "Example"

    @classmethod
    def _create(cls, model_class: type[User], *args: Any, **kwargs: Any) -> User:
        return User.objects.create_user(**kwargs)


# --- pages ------------------------------------------------------------------------------------------


class HomePageFactory(WagtailPageFactory):
    """A front page below Wagtail's root; no site shows it until `SiteFactory` says so."""

    class Meta:
        model = HomePage

    title = "Home"
    slug = factory.Sequence(lambda number: f"home-{number}")
    headline = "Hope is built street by street"
    lead = "We help places to become hopeful again."
    teaser = "The front page."

    @classmethod
    def _create_instance(cls, model_class: type[Page], parent: Page | None, kwargs: dict[str, Any]) -> Page:
        return super()._create_instance(model_class, parent or Page.get_first_root_node(), kwargs)


class SiteFactory(DjangoModelFactory):
    """The default site, in place of the one that there was, with a front page."""

    class Meta:
        model = Site

    hostname = "localhost"
    port = 80
    site_name = "Test charity"
    is_default_site = True
    root_page = factory.SubFactory(HomePageFactory)

    @classmethod
    def _create(cls, model_class: type[Site], *args: Any, **kwargs: Any) -> Site:
        if kwargs["is_default_site"]:
            Site.objects.filter(is_default_site=True).delete()
        site: Site = super()._create(model_class, *args, **kwargs)
        return site


class BasePageFactory(WagtailPageFactory):
    """What the factories of page types share."""

    class Meta:
        abstract = True

    title = factory.Sequence(lambda number: f"Page {number}")
    teaser = factory.LazyAttribute(lambda page: f"What {page.title} is about.")

    @classmethod
    def _create_instance(cls, model_class: type[Page], parent: Page | None, kwargs: dict[str, Any]) -> Page:
        return super()._create_instance(model_class, parent or cls._front_page(), kwargs)

    @staticmethod
    def _front_page() -> Page:
        front = HomePage.objects.filter(sites_rooted_here__is_default_site=True).first()
        return front or SiteFactory().root_page


class SectionPageFactory(BasePageFactory):
    """A section; `section_hue="brick"` gives it a colour of its own."""

    class Meta:
        model = SectionPage


class StandardPageFactory(BasePageFactory):
    """A page of words; `body=[("rich_text", RichText("<p>…</p>"))]` fills it."""

    class Meta:
        model = StandardPage


class FormPageFieldFactory(DjangoModelFactory):
    """One question of a form page."""

    class Meta:
        model = FormPageField

    label = factory.Sequence(lambda number: f"Question {number}")
    field_type = "singleline"
    required = True


class FormPageFactory(BasePageFactory):
    """A form that asks for a name, an e-mail address and a message; `questions=[]` asks nothing."""

    class Meta:
        model = FormPage
        skip_postgeneration_save = True

    title = factory.Sequence(lambda number: f"Form {number}")

    @factory.post_generation
    def questions(page: FormPage, create: bool, extracted: list[tuple[str, str]] | None) -> None:  # noqa: N805
        """Pairs of the question's words and its kind."""
        default = [("Your name", "singleline"), ("Your e-mail", "email"), ("Message", "multiline")]
        for order, (label, kind) in enumerate(default if extracted is None else extracted):
            FormPageFieldFactory(page=page, sort_order=order, label=label, field_type=kind)


# --- library ------------------------------------------------------------------------------------------


class TopicFactory(DjangoModelFactory):
    """A subject; asked for by a name that there is already, it returns that one."""

    class Meta:
        model = Topic
        django_get_or_create = ("name",)

    name = factory.Sequence(lambda number: f"Topic {number}")
    slug = factory.LazyAttribute(lambda topic: slugify(topic.name))


class LibraryPageFactory(BasePageFactory):
    """A library; what is below it stands on its shelves."""

    class Meta:
        model = LibraryPage


class PublicationPageFactory(BasePageFactory):
    """A report; `topics=[…]` and `downloads=[document, …]` fill it. Its parent is a library."""

    class Meta:
        model = PublicationPage
        skip_postgeneration_save = True

    title = factory.Sequence(lambda number: f"Report {number}")

    @factory.post_generation
    def topics(page: PublicationPage, create: bool, extracted: list[Topic] | None) -> None:  # noqa: N805
        """What it is about."""
        if extracted:
            page.topics.set(extracted)
            page.save()

    @factory.post_generation
    def downloads(page: PublicationPage, create: bool, extracted: list[CustomDocument] | None) -> None:  # noqa: N805
        """Its files."""
        for order, document in enumerate(extracted or []):
            PublicationDownload.objects.create(page=page, document=document, sort_order=order)


# --- people on pages, questions, legal pages, campaigns -------------------------------------------------


class PersonFactory(DjangoModelFactory):
    """Somebody whom a page can show."""

    class Meta:
        model = Person

    name = factory.Sequence(lambda number: f"Person {number}")
    role = "Organiser"


class TeamPageFactory(BasePageFactory):
    """A page of people; `groups=[{"type": "group", "value": {"heading": …, "members": [key]}}]` fills it."""

    class Meta:
        model = TeamPage


class FAQPageFactory(BasePageFactory):
    """Questions; `groups=[{"type": "group", "value": {"heading": …, "entries": […]}}]` fills it."""

    class Meta:
        model = FAQPage


class LegalPageFactory(BasePageFactory):
    """Terms, a privacy notice, a statement."""

    class Meta:
        model = LegalPage


class LandingPageFactory(BasePageFactory):
    """A campaign's own page."""

    class Meta:
        model = LandingPage


# --- pictures and documents -----------------------------------------------------------------------------


class CollectionFactory(WagtailCollectionFactory):
    """A collection below the root."""

    @classmethod
    def _create_instance(cls, model_class: Any, parent: Any, kwargs: dict[str, Any]) -> Any:
        return super()._create_instance(model_class, parent or model_class.get_first_root_node(), kwargs)


class ImageFactory(WagtailImageFactory):
    """A plain picture of 640 by 480 pixels; `file__width=…` changes that."""

    class Meta:
        model = CustomImage

    title = factory.Sequence(lambda number: f"Picture {number}")
    description = "A row of houses"
    file = factory.django.ImageField(width=640, height=480, color="#0b6e69", filename="picture.png")
    collection = factory.LazyFunction(Collection.get_first_root_node)


class DocumentFactory(WagtailDocumentFactory):
    """A small file to download."""

    class Meta:
        model = CustomDocument

    title = factory.Sequence(lambda number: f"Document {number}")
    file = factory.django.FileField(data=b"%PDF-1.7\n", filename="document.pdf")
    collection = factory.LazyFunction(Collection.get_first_root_node)
