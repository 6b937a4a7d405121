"""Small parts that page types share. Each brings its fields and the panel to edit them."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.images.models import AbstractImage

from site_core.pages.menus import MenuItem, PublicPages


class TeaserMixin(models.Model):
    """How a page introduces itself: on cards, under its own title, in search results."""

    teaser = models.CharField(
        max_length=300,
        blank=True,
        help_text="One or two sentences under the title and on cards that lead here.",
    )
    card_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="card picture",
        help_text="Shown on cards. Without one, a drawn scene stands in.",
    )

    teaser_panels = [
        MultiFieldPanel(
            [FieldPanel("teaser"), FieldPanel("card_image")], heading="Teaser", classname="collapsed"
        )
    ]

    class Meta:
        abstract = True

    @property
    def card_picture_id(self) -> int | None:
        """The key of `card_picture`."""
        return self.card_image_id

    @property
    def card_picture(self) -> "AbstractImage | None":
        """The picture of cards and shared links; a type with a picture of its own may fall back to that."""
        return self.card_image


class SocialMixin(models.Model):
    """What search engines and social networks show. Empty fields fall back to the page's own words."""

    social_title = models.CharField(
        max_length=120, blank=True, help_text="A title for shared links. Empty: the page's title."
    )
    social_image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="picture for shared links",
        help_text="At least 1200 by 630 pixels. Empty: the card picture.",
    )
    hide_from_search_engines = models.BooleanField(
        default=False, help_text="Ask search engines to leave this page out; it also leaves the sitemap."
    )

    social_panels = [
        MultiFieldPanel(
            [
                FieldPanel("social_title"),
                FieldPanel("social_image"),
                FieldPanel("hide_from_search_engines"),
            ],
            heading="Search engines and shared links",
        )
    ]

    class Meta:
        abstract = True


class BylineMixin(models.Model):
    """Who wrote a page and when, shown under its text."""

    byline = models.CharField(
        max_length=200, blank=True, help_text="Who wrote it: a person or an organisation."
    )
    show_date = models.BooleanField("show the date", default=False)
    displayed_date = models.DateField(
        null=True,
        blank=True,
        help_text="The date that readers see. Empty: the day of first publication.",
    )

    byline_panels = [
        MultiFieldPanel(
            [FieldPanel("byline"), FieldPanel("show_date"), FieldPanel("displayed_date")],
            heading="Author and date",
            classname="collapsed",
        )
    ]

    class Meta:
        abstract = True

    @property
    def published_date(self) -> "date | None":
        """The date that readers see, in Europe/London; None while it is not shown."""
        if not self.show_date:
            return None
        first = getattr(self, "first_published_at", None)
        return self.displayed_date or (timezone.localdate(first) if first else None)

    @property
    def search_note(self) -> str:
        """What search results say beside the page: its date, if readers see one."""
        return date_format(self.published_date, "j F Y") if self.published_date else ""


class ReviewMixin(models.Model):
    """When somebody last read a page to see whether it is still true."""

    # False for what only grows old (an event that is over): it is never listed as a page to review.
    needs_review: ClassVar[bool] = True

    reviewed_on = models.DateField(
        "last reviewed",
        null=True,
        blank=True,
        help_text="When somebody last checked that everything here is still true. Readers see it.",
    )

    review_panels = [FieldPanel("reviewed_on")]

    class Meta:
        abstract = True


class FeedbackMixin(models.Model):
    """A form by which readers answer a page."""

    feedback_page = models.ForeignKey(
        "pages.FormPage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="form for readers",
        help_text="Where readers can ask, or tell us what is wrong. Empty: no link.",
    )
    feedback_text = models.CharField("words of the link", max_length=60, blank=True)

    feedback_panels = [
        MultiFieldPanel(
            [FieldRowPanel([PageChooserPanel("feedback_page"), FieldPanel("feedback_text")])],
            heading="Asking back",
        )
    ]

    class Meta:
        abstract = True

    @property
    def feedback(self) -> MenuItem | None:
        """The link to the form; None without one, or while the public may not see it."""
        form = self.feedback_page
        if form is None or not PublicPages().shows(form):
            return None
        return MenuItem(self.feedback_text or form.title, form.url or "")
