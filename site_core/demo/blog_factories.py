"""Makers of blogs, posts and bylines for tests and for the demo charity."""

from typing import Any

import factory
from django.utils.text import slugify
from factory.django import DjangoModelFactory

from blog.models import BlogPage, Byline, PostPage

from .factories import BasePageFactory


class BylineFactory(DjangoModelFactory):
    """Somebody who signs posts."""

    class Meta:
        model = Byline
        django_get_or_create = ("name",)

    name = factory.Sequence(lambda number: f"Writer {number}")
    slug = factory.LazyAttribute(lambda byline: slugify(byline.name))


class BlogPageFactory(BasePageFactory):
    """A blog below the front page."""

    class Meta:
        model = BlogPage

    title = factory.Sequence(lambda number: f"Blog {number}")


class PostPageFactory(BasePageFactory):
    """A post of a blog, made when none is given; `bylines=[…]` sign it, `tag_names=[…]` tag it."""

    class Meta:
        model = PostPage

    title = factory.Sequence(lambda number: f"Post {number}")

    @classmethod
    def _create_instance(cls, model_class: Any, parent: Any, kwargs: dict[str, Any]) -> Any:
        bylines, tags = kwargs.pop("bylines", ()), kwargs.pop("tag_names", ())
        post = super()._create_instance(model_class, parent or BlogPageFactory(), kwargs)
        for order, byline in enumerate(bylines):
            post.post_bylines.create(byline=byline, sort_order=order)
        if tags:
            post.tags.add(*tags)
        if bylines or tags:
            post.save()
        return post
