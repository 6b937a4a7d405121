"""What the newsletter is called and says, as editors write it."""

from django.db import models
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

WORDING_HELP = (
    "Each record of consent keeps these words. After a change, people who signed up before have "
    "agreed to the old ones only."
)


@register_setting(icon="mail", order=40)
class NewsletterSettings(BaseGenericSetting):
    """One newsletter: its name, the words that people agree to, and what its mails say."""

    is_open = models.BooleanField(
        "people can sign up", default=True, help_text="Off: the forms are gone. People can still unsubscribe."
    )
    in_footer = models.BooleanField("show the form at the foot of every page", default=True)
    name = models.CharField("name of the newsletter", max_length=80, default="Our newsletter")
    introduction = models.CharField(
        max_length=250,
        blank=True,
        default="What we do, whom we meet and how you can help.",
        help_text="One or two sentences about what is in it.",
    )
    frequency = models.CharField(
        "how often", max_length=80, default="about once a month", help_text="“We write …”"
    )
    consent_wording = models.CharField(
        "words beside the tick box",
        max_length=400,
        default="Yes, please send me the newsletter by e-mail. I can stop it at any time.",
        help_text=WORDING_HELP,
    )
    short_wording = models.CharField(
        "words above the button of small forms",
        max_length=400,
        default="We will send you the newsletter by e-mail. You can stop it at any time.",
        help_text=f"Small forms have no tick box: pressing the button says yes to this. {WORDING_HELP}",
    )
    privacy_page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text="The forms link to it.",
    )
    reply_to = models.EmailField(
        "answers go to", blank=True, help_text="Empty: the charity's public e-mail address."
    )
    welcome_text = models.TextField(
        "words of welcome",
        blank=True,
        default="It is good to have you with us.",
        help_text="In the e-mail that people get when they have confirmed. An empty line begins a paragraph.",
    )

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("is_open"),
                FieldPanel("in_footer"),
                FieldPanel("name"),
                FieldPanel("introduction"),
                FieldPanel("frequency"),
            ],
            heading="The newsletter",
        ),
        MultiFieldPanel(
            [
                FieldPanel("consent_wording"),
                FieldPanel("short_wording"),
                PageChooserPanel("privacy_page"),
            ],
            heading="Consent",
        ),
        MultiFieldPanel([FieldPanel("reply_to"), FieldPanel("welcome_text")], heading="E-mails"),
    ]

    class Meta:
        verbose_name = "newsletter"
        default_permissions = ("change",)
