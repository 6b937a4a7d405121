"""`manage.py demo` on a site that has nothing yet, or something else."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError
from django.test import Client
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings
from wagtail.models import Page, ReferenceIndex, Site

from site_core.demo import library, seeding
from site_core.demo.factories import StandardPageFactory
from site_core.demo.models import SeededPart
from site_core.pages.models import CustomDocument, CustomImage, StandardPage

from .running import counts, run


@pytest.mark.django_db
def test_wagtails_greeting_gives_way_and_any_host_gets_the_site(
    no_sizes: None, settings: Settings, client: Client
) -> None:
    settings.WAGTAILADMIN_BASE_URL = "http://localhost:8123"
    run("--quiet")
    assert not Page.objects.filter(title=seeding.WELCOME_PAGE).exists()
    site = Site.objects.get()
    assert (site.hostname, site.port, site.is_default_site) == ("localhost", 8123, True)
    for host in ("localhost", "127.0.0.1"):
        answer = client.get("/our-story/", SERVER_NAME=host, SERVER_PORT="9999")
        assert answer.status_code == 200
        assert 'href="/our-story/about-us/"' in answer.content.decode()
        assert 'rel="canonical" href="http://localhost:8123/our-story/"' in answer.content.decode()


@pytest.mark.django_db
def test_a_killed_seeding_goes_on_where_it_stopped(no_sizes: None, monkeypatch: pytest.MonkeyPatch) -> None:
    real, seen = library.add_document, []

    def killed(*args: Any, **kwargs: Any) -> CustomDocument:
        seen.append(args)
        if len(seen) == 2:
            raise KeyboardInterrupt
        return real(*args, **kwargs)

    monkeypatch.setattr(library, "add_document", killed)
    with pytest.raises(KeyboardInterrupt):
        run("--quiet")
    assert set(SeededPart.objects.values_list("key", flat=True)) == {"people", "pictures"}
    assert not CustomDocument.objects.exists()
    run("--quiet")
    assert CustomDocument.objects.count() == len(library.DOCUMENTS)
    assert CustomImage.objects.count() == len(library.PICTURES)
    # The first file was left behind by the kill; it is replaced, not doubled.
    names = sorted(Path(name).name for name in CustomDocument.objects.values_list("file", flat=True))
    assert names == sorted(f"{document.key}.pdf" for document in library.DOCUMENTS)


@pytest.mark.django_db
def test_a_site_with_pages_of_its_own_is_left_alone() -> None:
    StandardPageFactory(title="Somebody's page")
    before = counts()
    with pytest.raises(CommandError, match="--reset"):
        run()
    assert counts() == before


@pytest.mark.django_db
@pytest.mark.parametrize("arguments", [(), ("--reset",)])
def test_it_refuses_outside_the_demo(settings: Settings, arguments: tuple[str, ...]) -> None:
    settings.DEMO = False
    before = counts()
    with pytest.raises(CommandError, match="not the demo"):
        run(*arguments)
    assert counts() == before


@pytest.mark.both
@pytest.mark.django_db
def test_every_page_can_be_found_at_once_and_the_worker_has_nothing_to_catch_up_with(
    no_sizes: None, settings: Settings
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    run("--quiet")
    found = [page.title for page in StandardPage.objects.live().search("breakfast")]
    assert "Fun fundraising" in found
    assert ReferenceIndex.get_references_to(Page.objects.get(slug="jobs")).exists()
    assert not DBTaskResult.objects.ready().exists()
