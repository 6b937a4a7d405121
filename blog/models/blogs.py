"""A blog: its index, archives and feeds."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from wagtail.search import index

from blog import archives
from site_core.pages.models import BasePage


class BlogPage(BasePage):
    """One of the site's blogs. It answers the addresses of its archives and feeds (`blog.archives`)."""

    parent_page_types = ["pages.HomePage", "pages.SectionPage", "pages.StandardPage"]
    subpage_types = ["blog.PostPage"]
    page_description = "A blog with posts, archives and feeds. A site may have several."
    search_fields = [*BasePage.search_fields, index.FilterField("slug")]
    template = "blog/blog_page.html"

    class Meta:
        verbose_name = "blog"

    @property
    def is_paginated(self) -> bool:
        """Whether the blog lists its posts."""
        return True

    def view_below(self, path_components: list[str]) -> tuple[str, dict[str, Any]] | None:
        """Return what answers an archive's or feed's address; None for the address of a post."""
        return archives.match(path_components) or super().view_below(path_components)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add `archive`: the posts of this page of the index, with the lead post on the first."""
        archive = kwargs.pop("archive", None) or archives.everything(self, request)
        context = super().get_context(request, *args, below=archive.below, name=archive.title, **kwargs)
        return context | {"archive": archive, "contents": archives.contents(self)}

    def serve_archive(self, request: HttpRequest, **chosen: Any) -> HttpResponse:
        """Answer with the posts of a year, month, topic, tag or byline; 404 where there is none."""
        archive = archives.narrowed(self, request, **chosen)
        return TemplateResponse(request, self.template, self.get_context(request, archive=archive))

    def serve_feed(self, request: HttpRequest, kind: str) -> HttpResponse:
        """Answer with the blog's newest posts as RSS or Atom."""
        from blog import feeds

        return feeds.respond(self, request, kind)
