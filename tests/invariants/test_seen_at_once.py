"""What one process changes, a stranger sees at once, although every page is stored."""

import pytest

from tests.support.site import OtherProcess, RunningSite

pytestmark = pytest.mark.slow

START = """
from wagtail.models import Page, Site
from site_core.pages.models import AlertSettings, CharitySettings, NavigationSettings, StandardPage
site = Site.objects.get(is_default_site=True)
def page(slug): return Page.objects.get(slug=slug).specific
"""


def stored(site: RunningSite, path: str) -> str:
    """Ask twice, so that the second answer certainly comes from the store."""
    first = site.fetch(path)
    assert site.fetch(path).status == first.status
    return first.text


def test_a_new_page_is_in_its_section_and_in_the_sitemap(
    own_site: RunningSite, elsewhere: OtherProcess
) -> None:
    assert "Ferry lights" not in stored(own_site, "/our-work/")
    assert own_site.fetch("/our-work/ferry-lights/").status == 404
    stored(own_site, "/sitemap.xml")
    elsewhere.run(
        START + "new = StandardPage(title='Ferry lights', slug='ferry-lights', teaser='Lamps.')\n"
        "page('our-work').add_child(instance=new); new.save_revision().publish()"
    )
    assert own_site.fetch("/our-work/ferry-lights/").status == 200
    assert "Ferry lights" in own_site.fetch("/our-work/").text
    assert "/our-work/ferry-lights/" in own_site.fetch("/sitemap.xml").text


def test_an_unpublished_page_is_gone_everywhere(own_site: RunningSite, elsewhere: OtherProcess) -> None:
    for path in ("/", "/our-work/", "/our-work/engaging/", "/sitemap.xml"):
        stored(own_site, path)
    assert "/our-work/engaging/" in own_site.fetch("/").text
    elsewhere.run(START + "page('engaging').unpublish()")
    assert own_site.fetch("/our-work/engaging/").status == 404
    for path in ("/", "/our-work/", "/sitemap.xml"):
        assert "/our-work/engaging/" not in own_site.fetch(path).text, path


def test_a_moved_page_is_at_its_new_address_and_the_old_one_leads_there(
    own_site: RunningSite, elsewhere: OtherProcess
) -> None:
    stored(own_site, "/our-story/our-team/")
    elsewhere.run(START + "page('our-team').move(page('our-work'), pos='last-child')")
    assert own_site.fetch("/our-work/our-team/").status == 200
    assert "/our-work/our-team/" in own_site.fetch("/").text
    old = own_site.fetch("/our-story/our-team/")
    assert (old.status, old.headers["location"].removeprefix(own_site.url.rstrip("/"))) == (
        301,
        "/our-work/our-team/",
    )


def test_a_page_that_is_made_private_is_closed(own_site: RunningSite, elsewhere: OtherProcess) -> None:
    text = stored(own_site, "/our-work/educating/")
    heading = "Educating"
    assert heading in text
    elsewhere.run(
        START + "from wagtail.models import PageViewRestriction\n"
        "closed = {'restriction_type': 'password', 'password': 'x'}\n"
        "PageViewRestriction.objects.create(page=page('educating'), **closed)"
    )
    closed = own_site.fetch("/our-work/educating/")
    assert closed.text != text
    assert 'name="password"' in closed.text
    assert "/our-work/educating/" not in own_site.fetch("/").text


@pytest.mark.parametrize(
    ("program", "words"),
    [
        ("it = CharitySettings.for_site(site); it.name = 'Lanterns Trust'; it.save()", "Lanterns Trust"),
        (
            "it = AlertSettings.for_site(site); it.active = True; it.text = 'The hall is closed.'; it.save()",
            "The hall is closed.",
        ),
        (
            "entry = {'page': page('jobs').pk, 'label': 'Come and work here', 'children': []}\n"
            "it = NavigationSettings.for_site(site)\n"
            "it.menu = [*it.menu.raw_data, {'type': 'entry', 'value': entry}]; it.save()",
            "Come and work here",
        ),
    ],
    ids=["name", "alert", "menu"],
)
def test_a_setting_is_seen_on_every_page(
    own_site: RunningSite, elsewhere: OtherProcess, program: str, words: str
) -> None:
    paths = ("/", "/our-story/about-us/", "/legal/privacy/")
    assert all(words not in stored(own_site, path) for path in paths)
    elsewhere.run(START + program)
    assert [path for path in paths if words not in own_site.fetch(path).text] == []
