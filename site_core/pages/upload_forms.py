"""The forms behind every way of uploading in the admin: one, many, in a chooser, in place of another file.

Wagtail builds all of them from the two forms named in settings/parts/content.py.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.forms import FileField
from django.template.defaultfilters import filesizeformat
from wagtail.documents.fields import WagtailDocumentField
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from . import uploads


def _checked_size(file: Any, most: int | None, what: str) -> None:
    if most is not None and file.size > most:
        raise ValidationError(
            f"This file is too big ({filesizeformat(file.size)}). The site takes {what} of up to "
            f"{filesizeformat(most)}. Make it smaller and try again.",
            code="file_too_large",
        )


class PictureField(WagtailImageField):
    """A picture by its content: small enough, whole, and what its name says."""

    def to_python(self, data: Any) -> Any:
        """Return the upload under a clean name. Raises ValidationError with what to do about it."""
        file: Any = FileField.to_python(self, data)
        if file is None:
            return None
        _checked_size(file, self.max_upload_size, "pictures")
        try:
            uploads.check_picture(file, file.name, max_pixels=self.max_image_pixels)
        except uploads.Refused as error:
            raise ValidationError(str(error), code="invalid_image") from error
        file.name = uploads.clean_name(file.name)
        return super().to_python(file)

    def check_image_pixel_size(self, f: Any) -> None:
        """Nothing more: `uploads.check_picture` has counted, and knows a telephone's second picture."""


class DocumentField(WagtailDocumentField):
    """A document by its content."""

    def to_python(self, data: Any) -> Any:
        """Return the upload under a clean name. Raises ValidationError with what to do about it."""
        file: Any = FileField.to_python(self, data)
        if file is None:
            return None
        _checked_size(file, self.max_upload_size, "documents")
        try:
            uploads.check_document(file, file.name)
        except uploads.Refused as error:
            raise ValidationError(str(error), code="invalid") from error
        file.name = uploads.clean_name(file.name)
        return super().to_python(file)


class PictureForm(BaseImageForm):
    """Wagtail's form with our field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _replace_file_field(self, PictureField)


class DocumentForm(BaseDocumentForm):
    """Wagtail's form with our field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _replace_file_field(self, DocumentField)


def _replace_file_field(form: Any, field_class: type[FileField]) -> None:
    """Put our field where Wagtail's is; the form that asks only for a picture's words has none."""
    if old := form.fields.get("file"):
        form.fields["file"] = field_class(
            label=old.label, required=old.required, widget=old.widget, max_length=old.max_length
        )
