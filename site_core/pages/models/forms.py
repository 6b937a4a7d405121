"""Forms that editors build: contact, volunteering, enquiries."""

from http import HTTPMethod
from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.template.response import TemplateResponse
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.forms.models import (
    AbstractFormField,
    AbstractFormSubmission,
    FormMixin,
    validate_to_address,
)
from wagtail.contrib.forms.panels import FormSubmissionsPanel
from wagtail.fields import RichTextField
from wagtail.search import index
from wagtail.url_routing import RouteResult

from site_core.guard.addresses import address_key
from site_core.pages.form_builder import CONSENT_FIELD, GuardedFormBuilder
from site_core.pages.form_services import receive

from .base import BasePage

THANK_YOU = "thank-you"
# How much of a one-line answer a link may fill in.
LINE = 255
KEEP_CHOICES = [(30, "1 month"), (90, "3 months"), (180, "6 months"), (365, "1 year"), (730, "2 years")]
TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul"]


class FormPageField(AbstractFormField):
    """One question of a form."""

    page = ParentalKey("pages.FormPage", on_delete=models.CASCADE, related_name="form_fields")


class FormAnswer(AbstractFormSubmission):
    """What somebody sent through a form, with the consent that was asked for."""

    sender_email = models.EmailField(blank=True, db_index=True)
    # The wording itself, since an editor may change the page's later.
    consent_text = models.TextField(blank=True)
    suspicion = models.CharField(max_length=120, blank=True)
    # The form's stamp: a second click with the same one adds nothing.
    nonce = models.CharField(max_length=64, unique=True)

    class Meta(AbstractFormSubmission.Meta):
        pass

    def get_data(self) -> dict[str, Any]:
        """Return the answers with what staff need beside them, for the list and the export."""
        return {**super().get_data(), "consent_text": self.consent_text, "suspicion": self.suspicion}


class FormPage(FormMixin, BasePage):
    """A page with a form whose questions an editor chooses.

    Answers are listed and exported in the admin, mailed to staff, and deleted after `keep_days`.
    """

    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS, HTTPMethod.POST]
    # The form carries a fresh stamp.
    may_be_stored = False
    form_builder = GuardedFormBuilder

    introduction = RichTextField(blank=True, features=TEXT_FEATURES)
    submit_text = models.CharField("words on the button", max_length=40, default="Send")
    thank_you_title = models.CharField(max_length=120, default="Thank you")
    thank_you_text = RichTextField(blank=True, features=TEXT_FEATURES)
    consent_text = models.CharField(
        max_length=400,
        blank=True,
        help_text="People must tick this before they send. Empty: no box. Each answer keeps the wording.",
    )
    notify_addresses = models.CharField(
        max_length=255,
        blank=True,
        validators=[validate_to_address],
        help_text="Who hears of each answer: e-mail addresses, separated by commas.",
    )
    copy_to_sender = models.BooleanField(
        default=False, help_text="Mail a copy to the address that the sender gives."
    )
    keep_days = models.PositiveSmallIntegerField(
        "answers are kept for",
        choices=KEEP_CHOICES,
        default=180,
        help_text="After this time answers are deleted.",
    )

    content_panels = [
        *BasePage.content_panels,
        # How many answers there are, for those who may read them.
        MultiFieldPanel([FormSubmissionsPanel()], heading="Answers", permission="pages.view_formanswer"),
        FieldPanel("introduction"),
        InlinePanel("form_fields", label="Question", heading="Questions"),
        FieldRowPanel([FieldPanel("submit_text"), FieldPanel("keep_days")]),
        FieldPanel("consent_text"),
        MultiFieldPanel(
            [FieldPanel("thank_you_title"), FieldPanel("thank_you_text")], heading="After sending"
        ),
        MultiFieldPanel([FieldPanel("notify_addresses"), FieldPanel("copy_to_sender")], heading="Mail"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction")]
    parent_page_types = ["pages.HomePage", "pages.SectionPage", "pages.StandardPage"]
    subpage_types: list[str] = []
    template = "pages/form_page.html"
    page_description = "Asks visitors your questions. Answers are listed, mailed and deleted in time."
    landing_page_template = "pages/form_page_thanks.html"

    class Meta:
        verbose_name = "form page"

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Answer the page's own address and `thank-you/` below it."""
        if path_components == [THANK_YOU] and self.live:
            return RouteResult(self, kwargs={"thanks": True})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the form, take an answer, or thank for one."""
        if kwargs.get("thanks"):
            return self.render_landing_page(request)
        if request.method == "POST":
            form = self.get_form(request.POST, page=self)
            if receive(self, form, address_key(request)):
                return HttpResponseRedirect(f"{self.get_url(request)}{THANK_YOU}/")
        else:
            form = self.get_form(page=self, initial=self._filled_in(request))
        context = self.get_context(request) | {"form": form}
        return TemplateResponse(request, self.get_template(request), context)

    def _filled_in(self, request: HttpRequest) -> dict[str, str]:
        """Fill in what a link says: `?event=Open+evening` answers the one-line question called "Event"."""
        if not request.GET:
            return {}
        given = {name: str(value).replace("\0", "")[:LINE] for name, value in request.GET.items()}
        lines = [field.clean_name for field in self.get_form_fields() if field.field_type == "singleline"]
        return {name: given[name] for name in lines if name in given}

    def get_submissions_list_view_class(self) -> Any:
        """Our list exports no formulas. (Wagtail's views can be imported only when all models are there.)"""
        from site_core.pages.form_views import AnswersView

        return AnswersView

    def get_submission_class(self) -> type[FormAnswer]:
        """Our submissions know their sender."""
        return FormAnswer

    def get_data_fields(self) -> list[tuple[str, str]]:
        """Add the consent and the suspicion to the columns that staff see."""
        return [*super().get_data_fields(), ("consent_text", "Consent"), ("suspicion", "Why it looks odd")]

    def get_form_class(self) -> type[forms.Form]:
        """Return the form with the editor's questions and, where there is a wording, the consent box."""
        form_class = super().get_form_class()
        if not self.consent_text:
            return form_class
        box = forms.BooleanField(
            label=self.consent_text,
            required=True,
            error_messages={"required": "Please tick this box, or we may not use what you send."},
        )
        return type("ConsentedForm", (form_class,), {CONSENT_FIELD: box})
