"""Blogs, posts and who signs them."""

from .blogs import BlogPage
from .bylines import Byline
from .posts import PostByline, PostPage, PostTag, RelatedPost

__all__ = ["BlogPage", "Byline", "PostByline", "PostPage", "PostTag", "RelatedPost"]
