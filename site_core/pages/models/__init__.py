"""The page types, pictures, documents and site settings."""

from .base import BasePage
from .forms import FormAnswer, FormPage, FormPageField
from .media import CustomDocument, CustomImage, CustomRendition
from .settings import AlertSettings, CharitySettings, NavigationSettings
from .topics import Topic
from .types import HomePage, SectionPage, StandardPage

__all__ = [
    "AlertSettings",
    "BasePage",
    "CharitySettings",
    "CustomDocument",
    "CustomImage",
    "CustomRendition",
    "FormPage",
    "FormPageField",
    "FormAnswer",
    "HomePage",
    "NavigationSettings",
    "SectionPage",
    "StandardPage",
    "Topic",
]
