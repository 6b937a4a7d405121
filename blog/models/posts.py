"""A post and what hangs on it."""

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from modelcluster.contrib.taggit import ClusterTaggableManager
from modelcluster.fields import ParentalKey
from taggit.models import TaggedItemBase
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Orderable, Page
from wagtail.search import index

from blog.querysets import PostManager
from site_core.pages.blocks import BodyField
from site_core.pages.models import BasePage

if TYPE_CHECKING:
    from blog.services import Article

# How fast people read on a screen, in words a minute; the middle of what studies of English found.
WORDS_A_MINUTE = 230


class PostTag(TaggedItemBase):
    """A tag on a post."""

    content_object = ParentalKey("blog.PostPage", on_delete=models.CASCADE, related_name="tagged_items")


class PostByline(Orderable):
    """Who signed a post, in order."""

    post = ParentalKey("blog.PostPage", on_delete=models.CASCADE, related_name="post_bylines")
    byline = models.ForeignKey("blog.Byline", on_delete=models.PROTECT, related_name="+")

    panels = [FieldPanel("byline")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["post", "byline"], name="blog_one_byline_once")]


class RelatedPost(Orderable):
    """A post that the editor wants readers to see next."""

    post = ParentalKey("blog.PostPage", on_delete=models.CASCADE, related_name="chosen_related")
    related = models.ForeignKey("blog.PostPage", on_delete=models.CASCADE, related_name="+")

    panels = [PageChooserPanel("related", "blog.PostPage")]


class PostPage(BasePage):
    """One article of a blog.

    `posted_at` is when readers are told that it was posted: an editor may set it back, or leave it to the
    first publication. A post dated in the future is refused: publishing later is what scheduling is for.
    """

    posted_at = models.DateTimeField(
        "posted on",
        null=True,
        blank=True,
        db_index=True,
        help_text="The date and time that readers see. Empty: the moment of first publication.",
    )
    lead_picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Large, at the top of the article, and on cards unless there is a card picture.",
    )
    lead_caption = models.CharField("caption", max_length=250, blank=True)
    lead_credit = models.CharField(
        "credit",
        max_length=120,
        blank=True,
        help_text="Who made the picture. Empty: the credit of the picture.",
    )
    body = BodyField(blank=True)
    topic = models.ForeignKey(
        "pages.Topic", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    tags = ClusterTaggableManager(through=PostTag, blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("teaser"),
        InlinePanel("post_bylines", heading="Bylines", label="byline", help_text="Who signs the article."),
        FieldPanel("posted_at"),
        MultiFieldPanel(
            [
                FieldPanel("lead_picture"),
                FieldRowPanel([FieldPanel("lead_caption"), FieldPanel("lead_credit")]),
            ],
            heading="Lead picture",
        ),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("topic"), FieldPanel("tags")], heading="Topic and tags"),
        InlinePanel(
            "chosen_related",
            heading="Related posts",
            label="post",
            max_num=4,
            help_text="Up to four. Posts with the same tags fill the places that you leave free.",
        ),
        FieldPanel("card_image"),
    ]
    search_fields = [
        *BasePage.search_fields,
        index.SearchField("body"),
        index.RelatedFields("topic", [index.SearchField("name")]),
        index.FilterField("posted_at"),
    ]
    parent_page_types = ["blog.BlogPage"]
    subpage_types: list[str] = []
    page_description = "An article of a blog, with bylines, tags and comments."
    template = "blog/post_page.html"
    seo_kind = "article"
    # An article is true of its day.
    needs_review = False
    # Set while an editor looks at words that nobody else may see yet.
    is_previewed = False

    objects: ClassVar[Any] = PostManager()

    class Meta:
        verbose_name = "post"

    def clean(self) -> None:
        """Refuse a date to come."""
        super().clean()
        if self.posted_at and self.posted_at > timezone.now():
            raise ValidationError(
                {"posted_at": "This is still to come. To publish later, schedule the page."}
            )

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Give a post that goes public its date, and keep it through later revisions."""
        if self.live and self.posted_at is None:
            self.posted_at = self.first_published_at or timezone.now()
        super().save(*args, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add `article` (services.Article): everything around the text."""
        self.is_previewed = getattr(request, "is_preview", False)
        context = super().get_context(request, *args, **kwargs)
        return context | {"article": self.article}

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        """Describe the post as schema.org's BlogPosting."""
        from blog import structured

        return [structured.blog_posting(self, self.article, request)]

    @cached_property
    def article(self) -> "Article":
        """Everything around the text."""
        from blog import services

        return services.article(self)

    @cached_property
    def bylines(self) -> list[Any]:
        """Who signed it, in order."""
        return [entry.byline for entry in self.post_bylines.select_related("byline", "byline__picture")]

    @property
    def shown_at(self) -> Any:
        """The moment that readers see (UTC); a draft shows the present."""
        return self.posted_at or self.first_published_at or timezone.now()

    @property
    def search_note(self) -> str:
        """What search results say beside it: its date, in Europe/London."""
        return date_format(timezone.localtime(self.shown_at), "j F Y")

    @property
    def card_picture_id(self) -> int | None:
        """The key of `card_picture`."""
        return self.card_image_id or self.lead_picture_id

    @property
    def card_picture(self) -> Any:
        """The picture of cards that lead here: its own, else the lead picture."""
        return self.card_image or self.lead_picture

    @cached_property
    def reading_minutes(self) -> int:
        """How long it takes to read, in whole minutes, at least one."""
        words = sum(
            len(str(text).split()) for text in self.body.stream_block.get_searchable_content(self.body)
        )
        return max(1, round(words / WORDS_A_MINUTE))
