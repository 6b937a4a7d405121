"""Pictures with words for those who cannot see them, and documents."""

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import models
from wagtail.documents.models import AbstractDocument, Document
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image

from site_core.pages.picture_operations import BareFilter


class CustomImage(AbstractImage):
    """A picture. It says what it shows, unless it is only decoration (WCAG 2.2, 1.1.1)."""

    description = models.CharField(
        "alternative text",
        max_length=255,
        blank=True,
        default="",
        help_text="Say in one sentence what the picture shows, for people who cannot see it.",
    )
    # Not "decorative": Wagtail sets an attribute of that name on every instance (AbstractImage.__init__).
    is_decorative = models.BooleanField(
        "only decoration",
        default=False,
        help_text="Tick this if a reader who cannot see the picture misses nothing.",
    )
    credit = models.CharField(
        max_length=200, blank=True, help_text="Who made it, for instance “Photo: Sam Example”."
    )

    admin_form_fields = (*Image.admin_form_fields, "is_decorative", "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = "picture"
        permissions = [("choose_image", "Can choose image")]

    def clean(self) -> None:
        """Refuse a picture that neither has words nor is marked as decoration."""
        super().clean()
        if not self.is_decorative and not self.description.strip():
            raise ValidationError({"description": "Say what the picture shows, or tick “only decoration”."})

    def generate_rendition_file(self, filter: Filter, *, source: File | None = None) -> File:  # noqa: A002
        """Make a size of this picture, without the camera's notes."""
        made: File = super().generate_rendition_file(BareFilter(spec=filter.spec), source=source)
        return made

    @property
    def default_alt_text(self) -> str:
        """The alternative text; empty for a decorative picture."""
        return "" if self.is_decorative else self.description


class CustomRendition(AbstractRendition):
    """One size and format of a picture."""

    image = models.ForeignKey(CustomImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class CustomDocument(AbstractDocument):
    """A file to download."""

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        permissions = [("choose_document", "Can choose document")]
