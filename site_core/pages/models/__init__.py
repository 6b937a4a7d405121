"""The page types, pictures, documents and site settings."""

from .base import BasePage
from .forms import FormAnswer, FormPage, FormPageField
from .media import CustomDocument, CustomImage, CustomRendition
from .plain import FAQPage, LandingPage, LegalPage
from .settings import AlertSettings, CharitySettings, NavigationSettings
from .topics import Topic, TopicsField
from .types import HomePage, SectionPage, StandardPage

__all__ = [
    "AlertSettings",
    "BasePage",
    "CharitySettings",
    "CustomDocument",
    "CustomImage",
    "CustomRendition",
    "FAQPage",
    "FormPage",
    "FormPageField",
    "FormAnswer",
    "HomePage",
    "LandingPage",
    "LegalPage",
    "NavigationSettings",
    "SectionPage",
    "StandardPage",
    "Topic",
    "TopicsField",
]
