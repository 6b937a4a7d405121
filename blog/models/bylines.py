"""Who signs a post: a person or an organisation, with or without an account."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import RichTextField
from wagtail.search import index


class BylineQuerySet(models.QuerySet["Byline"]):
    """Questions about bylines."""

    def known_as(self, name: str) -> "BylineQuerySet":
        """Return the bylines with this name or alias, in any case of letters."""
        wanted = name.strip()
        alias = models.Q(aliases__iregex=rf"(^|\n)\s*{_escaped(wanted)}\s*(\r|\n|$)")
        return self.filter(models.Q(name__iexact=wanted) | alias) if wanted else self.none()


class Byline(index.Indexed, models.Model):
    """A person or an organisation that posts are signed with."""

    PERSON, ORGANISATION = "person", "organisation"
    KINDS = [(PERSON, "A person"), (ORGANISATION, "An organisation")]

    name = models.CharField(max_length=120, unique=True)
    slug = models.SlugField(
        max_length=120,
        unique=True,
        help_text="The name in web addresses: small letters and hyphens. A change breaks old links.",
    )
    kind = models.CharField(max_length=12, choices=KINDS, default=PERSON)
    aliases = models.TextField(
        blank=True,
        help_text="Other names that this writer has signed with, one a line; for moving old posts in.",
    )
    email = models.EmailField(
        "e-mail address",
        blank=True,
        default="",
        # So that a program that does not know the column yet can still add bylines.
        db_default="",
        help_text="Never shown. With it, we can find and erase what is kept here when the writer asks.",
    )
    biography = RichTextField(blank=True, features=["bold", "italic", "link"])
    picture = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]),
        FieldPanel("kind"),
        FieldPanel("picture"),
        FieldPanel("biography"),
        FieldPanel("aliases"),
        FieldPanel("email"),
    ]
    search_fields = [
        index.SearchField("name", boost=2),
        index.SearchField("aliases"),
        index.AutocompleteField("name"),
    ]

    objects = BylineQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse a name or alias that is somebody else's: a post moved in could not be told apart."""
        super().clean()
        if Byline.objects.known_as(self.name).exclude(pk=self.pk).exists():
            raise ValidationError({"name": f"“{self.name}” already belongs to another byline."})
        for alias in self.alias_names:
            if Byline.objects.known_as(alias).exclude(pk=self.pk).exists():
                raise ValidationError({"aliases": f"“{alias}” already belongs to another byline."})

    @property
    def alias_names(self) -> list[str]:
        """The other names, each once."""
        return list(dict.fromkeys(filter(None, (line.strip() for line in self.aliases.splitlines()))))

    @property
    def schema_type(self) -> str:
        """What the byline is in schema.org's words."""
        return "Person" if self.kind == self.PERSON else "Organization"


def _escaped(words: str) -> str:
    """Return words as they stand in a regular expression that both databases read alike."""
    return "".join(f"\\{sign}" if not sign.isalnum() and sign != " " else sign for sign in words)
