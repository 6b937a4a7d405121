"""What the blog plugs into the core: what purges pages, lists for blocks."""

from site_core.accounts import roles
from site_core.pagecache import affects
from site_core.pages import latest, providers
from site_core.pages.menus import for_everyone
from site_core.pages.search import sections

from .models import BlogPage, Byline, PostPage


def register() -> None:
    """Fill the registries of the rooms below."""
    affects.register(Byline, affects.everything)
    latest.register(PostPage, date="posted_at")
    sections.register(sections.Section("posts", "Blog posts", "Blog post", [PostPage]))
    providers.register(
        providers.Provider("posts", "Latest posts", fetch=newest, all_url=first_blog, all_text="All posts")
    )
    roles.grant("editor", ["blog.add_byline", "blog.change_byline"])
    roles.grant("publisher", ["blog.add_byline", "blog.change_byline", "blog.delete_byline"])


def newest(count: int) -> list[PostPage]:
    """Return the newest posts of all blogs."""
    return list(PostPage.objects.published().defer_streamfields()[:count])


def first_blog() -> str:
    """Return the address of the site's first blog; empty while there is none."""
    blog = for_everyone(BlogPage.objects).order_by("path").first()
    return (blog.url or "") if blog else ""
