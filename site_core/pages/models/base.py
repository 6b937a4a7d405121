"""What every page of the site is and does."""

from http import HTTPMethod
from typing import Any, ClassVar

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page, PageViewRestriction
from wagtail.url_routing import RouteResult

from site_core.pagecache import mark
from site_core.pages import furniture, routing, seo
from site_core.pages.hues import DEFAULT_HUE
from site_core.pages.search.fields import TeaserField
from site_core.pages.trail import Crumb, crumb_of, trail_above

from .mixins import ReviewMixin, SocialMixin, TeaserMixin


class BasePage(TeaserMixin, SocialMixin, ReviewMixin, Page):
    """A page with a teaser, a card picture, words for search engines and a place in a section.

    Answers GET and HEAD with a page that may be stored for everyone (docs/architecture.md, "pagecache").
    """

    # A page that takes a POST says so itself and checks where it comes from.
    allowed_http_methods = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]
    # False for a page whose form needs a fresh stamp.
    may_be_stored = True
    # What social networks take a page for (https://ogp.me/#types).
    seo_kind = "website"
    # Addresses below this page that it answers itself, each with the method that does it: it takes the
    # request and returns a response, which is public and stored like the page. {"past": "serve_past"}
    views_below: ClassVar[dict[str, str]] = {}
    # Whether a page on the way here is an alias; True where `routing` has not looked.
    alias_above = True

    content_panels = [*Page.content_panels, FieldPanel("teaser"), FieldPanel("card_image")]
    promote_panels = [*Page.promote_panels, *SocialMixin.social_panels, *ReviewMixin.review_panels]
    search_fields = [*Page.search_fields, TeaserField()]

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer a visitor; the answer may be stored unless the page forbids it, or it is a preview."""
        view = kwargs.pop("view_below", "")
        answer = getattr(self, view) if view else super().serve
        response = answer(request, *args, **kwargs)
        # A preview runs through all middleware under the public address; only its cookie told it apart.
        is_preview = getattr(request, "is_preview", False)
        # Without a list "?page=7" is the same page, and would fill the store with copies of it.
        is_copy = "page" in request.GET and not self.is_paginated
        if self.may_be_stored and not is_preview and not is_copy:
            mark.public(response, seconds=furniture.for_request(request).seconds_left)
        return response

    def route(self, request: HttpRequest, path_components: list[str]) -> Any:
        """Find the page of an address below this one, in a fixed number of queries, or a view of its own."""
        if path_components:
            if self.live and (found := self.view_below(path_components)):
                name, values = found
                return RouteResult(self, kwargs={"view_below": name, **values})
            return routing.route_below(self, request, path_components)
        return super().route(request, path_components)

    def view_below(self, path_components: list[str]) -> tuple[str, dict[str, Any]] | None:
        """Return the name of the method that answers an address below this page, with what it is given.

        None for an address that is not this page's own. A type with archives of any length overrides this.
        """
        view = self.views_below.get("/".join(path_components))
        return (view, {}) if view else None

    def serve_password_required_response(
        self, request: HttpRequest, form: Any, action_url: str
    ) -> TemplateResponse:
        """Ask for the password and say nothing else: the page's own context would tell machines what it is.

        Wagtail gives the template all of it, so that title, teaser and structured data stood in the head.
        """
        template = self.password_required_template or settings.WAGTAIL_PASSWORD_REQUIRED_TEMPLATE
        response = TemplateResponse(request, template, {"form": form, "action_url": action_url})
        response["X-Robots-Tag"] = "noindex"
        return response

    def get_view_restrictions(self) -> QuerySet[PageViewRestriction]:
        """Return what restricts this page: one query where no alias is on the way.

        An alias is as closed as its source, as in Wagtail, and as all that its source lies in, which Wagtail
        does not ask: one query more, and one for each source that is an alias or lies below one.
        """
        asked = self._paths_down_to(self.path)
        if self.alias_above or self.alias_of_id:
            fresh, copies = asked, set[str]()
            while fresh:
                aliases = Page.objects.filter(path__in=fresh).exclude(alias_of=None)
                sources = dict(aliases.values_list("path", "alias_of__path"))
                copies |= sources.keys()
                fresh = self._paths_down_to(*sources.values()) - asked
                asked |= fresh
            # An alias has no restrictions of its own; those copied when it was made may be out of date.
            asked -= copies
        return PageViewRestriction.objects.filter(page__path__in=asked)

    @classmethod
    def _paths_down_to(cls, *paths: str) -> set[str]:
        """Return the paths of these pages and of all pages above them."""
        return {path[:end] for path in paths for end in range(cls.steplen, len(path) + 1, cls.steplen)}

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add `seo` and `breadcrumbs` (the way from the home page; the last is this page).

        A view below the page gives `below`, its address from here ("past/"), and `name`, its own title.
        """
        below, name = kwargs.pop("below", ""), kwargs.pop("name", "")
        context = super().get_context(request, *args, **kwargs)
        context["breadcrumbs"] = self.trail if len(self.trail) > 1 else []
        context["seo"] = seo.for_page(self, request, below=below, name=name)
        return context

    def get_sitemap_urls(self, request: HttpRequest | None = None) -> list[dict[str, Any]]:
        """One address, or none for a page that search engines are asked to leave out."""
        return [] if self.hide_from_search_engines else super().get_sitemap_urls(request)

    def structured_data(self, request: HttpRequest) -> list[dict[str, Any]]:
        """Return what this page is in schema.org's words (an event, a job), beside its breadcrumbs."""
        return []

    @property
    def is_paginated(self) -> bool:
        """Whether `?page=` turns the pages of a list here; a number beyond its end is answered by 404."""
        return False

    @cached_property
    def trail_above(self) -> list[Crumb]:
        """The live pages above this one, from the home page down; set by `routing` when it found the page."""
        return trail_above(self)

    @property
    def trail(self) -> list[Crumb]:
        """The way from the home page to this page, which comes last."""
        return [*self.trail_above, crumb_of(self)]

    @cached_property
    def hue(self) -> str:
        """The colour of the nearest section, a key of `hues.HUES`."""
        own = getattr(self, "section_hue", "")
        return own or next((crumb.hue for crumb in reversed(self.trail_above) if crumb.hue), DEFAULT_HUE)

    @property
    def meta_description(self) -> str:
        """What search engines show: the editor's words, else the teaser."""
        return self.search_description or self.teaser
