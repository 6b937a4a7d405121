"""What the charity changes without a developer: who it is, its menus, an alert."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField

from site_core.pages.menus import FooterLinks, MenuEntries, SocialLinks


@register_setting(icon="home", order=10)
class CharitySettings(BaseSiteSetting):
    """The charity's identity: the only place where its name and numbers stand."""

    name = models.CharField(max_length=120, default="Our charity")
    strapline = models.CharField(max_length=160, blank=True)
    logo = models.ForeignKey(
        "pages.CustomImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty: the name is set in the site's own lettering.",
    )
    share_image = models.ForeignKey(
        "pages.CustomImage",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="picture for shared links",
        help_text="For pages without a picture of their own. At least 1200 by 630 pixels.",
    )
    charity_number = models.CharField(max_length=20, blank=True)
    charity_regulator = models.CharField(
        max_length=80, blank=True, default="England and Wales", help_text="Where the charity is registered."
    )
    company_name = models.CharField(
        "registered company name", max_length=160, blank=True, help_text="Empty: the same as the name."
    )
    company_number = models.CharField(max_length=20, blank=True)
    company_place = models.CharField(
        "place of registration",
        max_length=60,
        blank=True,
        default="England and Wales",
        help_text="Companies Act 2006: the part of the United Kingdom where the company is registered.",
    )
    registered_office = models.TextField(blank=True)
    postal_address = models.TextField(blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField("public e-mail address", blank=True)
    published_by = models.CharField(
        max_length=250,
        blank=True,
        help_text="The line “Published and promoted by …” with name and address, where the law asks for it.",
    )
    social_links = StreamField(SocialLinks(), blank=True)

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldPanel("strapline"), FieldPanel("logo"), FieldPanel("share_image")],
            heading="Name and look",
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("charity_number"), FieldPanel("charity_regulator")]),
                FieldPanel("company_name"),
                FieldRowPanel([FieldPanel("company_number"), FieldPanel("company_place")]),
                FieldPanel("registered_office"),
                FieldPanel("published_by"),
            ],
            heading="Registration",
        ),
        MultiFieldPanel(
            [FieldPanel("postal_address"), FieldPanel("telephone"), FieldPanel("email")], heading="Contact"
        ),
        FieldPanel("social_links"),
    ]

    class Meta:
        verbose_name = "charity"

    def legal_lines(self) -> list[str]:
        """Return the lines that the law asks for, in the order in which they are printed.

        Sources: Charities Act 2011 s.194 (registered status); Companies (Trading Disclosures)
        Regulations 2008 (name, number, place, office).
        """
        lines = [self.published_by]
        if self.charity_number:
            where = f" in {self.charity_regulator}" if self.charity_regulator else ""
            lines.append(f"Registered charity{where}, number {self.charity_number}.")
        if self.company_number:
            place = f" in {self.company_place}" if self.company_place else ""
            name = self.company_name or self.name
            lines.append(f"{name} is a company registered{place}, number {self.company_number}.")
        if self.registered_office:
            lines.append(f"Registered office: {', '.join(self.registered_office.splitlines())}.")
        return [line for line in lines if line]


@register_setting(icon="list-ul", order=20)
class NavigationSettings(BaseSiteSetting):
    """The main menu, the footer's links, and where the Donate button and the basket lead."""

    menu = StreamField(MenuEntries(), blank=True)
    footer_links = StreamField(FooterLinks(), blank=True)
    donate_page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Where the Donate button leads. Empty: no button.",
    )
    donate_text = models.CharField(max_length=30, default="Donate")
    basket_page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="Where the basket above every page leads. Empty: no basket.",
    )

    panels = [
        FieldPanel("menu"),
        FieldPanel("footer_links"),
        MultiFieldPanel(
            [PageChooserPanel("donate_page"), FieldPanel("donate_text")], heading="Donate button"
        ),
        PageChooserPanel("basket_page"),
    ]

    class Meta:
        verbose_name = "menus"


@register_setting(icon="warning", order=30)
class AlertSettings(BaseSiteSetting):
    """A banner above every page, for as long as it is needed."""

    TONES = [("info", "Good to know"), ("warning", "Please note"), ("urgent", "Urgent")]

    active = models.BooleanField("show the banner", default=False)
    tone = models.CharField(max_length=10, choices=TONES, default="info")
    text = models.CharField(max_length=250, blank=True)
    link_page = models.ForeignKey(
        "wagtailcore.Page", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    link_text = models.CharField(max_length=60, blank=True)
    shown_from = models.DateTimeField(null=True, blank=True)
    shown_until = models.DateTimeField(null=True, blank=True)

    panels = [
        FieldPanel("active"),
        FieldPanel("tone"),
        FieldPanel("text"),
        FieldRowPanel([PageChooserPanel("link_page"), FieldPanel("link_text")]),
        FieldRowPanel([FieldPanel("shown_from"), FieldPanel("shown_until")]),
    ]

    class Meta:
        verbose_name = "alert banner"
        constraints = [
            models.CheckConstraint(
                condition=Q(shown_from=None)
                | Q(shown_until=None)
                | Q(shown_until__gt=models.F("shown_from")),
                name="alert_ends_after_it_starts",
            )
        ]

    def clean(self) -> None:
        """Refuse a banner without words, or one that ends before it starts."""
        super().clean()
        errors: dict[str, Any] = {}
        if self.active and not self.text:
            errors["text"] = "Write what the banner says, or switch it off."
        if self.shown_from and self.shown_until and self.shown_until <= self.shown_from:
            errors["shown_until"] = "The end must come after the start."
        if errors:
            raise ValidationError(errors)

    def is_shown(self) -> bool:
        """Whether visitors see the banner now."""
        now = timezone.now()
        return bool(
            self.active
            and self.text
            and (self.shown_from is None or self.shown_from <= now)
            and (self.shown_until is None or now < self.shown_until)
        )

    def next_change(self) -> datetime | None:
        """The next moment at which the clock shows or hides the banner; None if there is none to come."""
        if not self.active:
            return None
        now = timezone.now()
        times = [time for time in (self.shown_from, self.shown_until) if time and time > now]
        return min(times, default=None)
