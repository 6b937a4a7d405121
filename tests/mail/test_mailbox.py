"""The demo's mailbox page."""

import pytest
from django.core.mail import EmailMultiAlternatives
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from site_core.mail import services
from site_core.mail.models import OutboxMessage
from site_core.mail.outbox import store
from tests.mail.conftest import Queue

pytestmark = pytest.mark.django_db

MAILBOX = "/demo/mailbox/"


def test_it_is_there_in_the_demo_alone() -> None:
    from importlib import reload

    from django.test import override_settings

    from site_core import urls

    def addresses() -> list[str]:
        return [str(pattern.pattern) for pattern in reload(urls).urlpatterns]

    assert "demo/mailbox/" in addresses()
    try:
        with override_settings(DEMO=False):
            assert "demo/mailbox/" not in addresses()
    finally:
        reload(urls)


def test_an_empty_mailbox_says_so(client: Client) -> None:
    assert "No message yet" in client.get(MAILBOX).text


def test_messages_are_listed_newest_first(client: Client, queue: Queue) -> None:
    first, second = queue("first@example.org"), queue("second@example.org")
    page = client.get(MAILBOX).text
    assert page.index(f"{MAILBOX}{second.pk}/") < page.index(f"{MAILBOX}{first.pk}/")


def test_the_list_can_be_kept_to_one_person(client: Client, queue: Queue) -> None:
    hers, his = queue("aisha@example.org"), queue("bob@example.org")
    page = client.get(MAILBOX, {"to": "AISHA@example.org"}).text
    assert f"{MAILBOX}{hers.pk}/" in page
    assert f"{MAILBOX}{his.pk}/" not in page
    assert (
        "No message has gone to nobody@example.org" in client.get(MAILBOX, {"to": "nobody@example.org"}).text
    )


def test_a_long_list_has_pages_that_keep_the_person(client: Client, queue: Queue) -> None:
    for _ in range(26):
        queue("aisha@example.org")
    page = client.get(MAILBOX, {"to": "aisha@example.org"}).text
    assert "?to=aisha%40example.org&amp;page=2" in page
    assert page.count("mailbox__item") == 25
    assert client.get(MAILBOX, {"page": "2"}).text.count("mailbox__item") == 1


def test_the_number_of_queries_does_not_grow(
    client: Client, queue: Queue, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    queue()
    client.get(MAILBOX)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(MAILBOX)
    for _ in range(10):
        queue(["a@example.org", "b@example.org"])
    with django_assert_num_queries(len(few)):
        client.get(MAILBOX)


def test_a_message_shows_its_head_its_text_with_links_and_its_letter(client: Client, queue: Queue) -> None:
    message = queue("staff@example.org", reply_to="aisha@example.org")
    page = client.get(f"{MAILBOX}{message.pk}/").text
    for words in ("New message: Contact us", "staff@example.org", "aisha@example.org", "Hopeful Towns Trust"):
        assert words in page
    assert '<a href="https://hope.example/contact/"' in page
    assert "Tea &amp; &lt;cake&gt;" in page
    assert f'src="{MAILBOX}{message.pk}/html/"' in page
    assert "allow-scripts" not in page
    assert "allow-same-origin" not in page


def test_the_letter_may_have_styles_and_nothing_else(client: Client, queue: Queue) -> None:
    response = client.get(f"{MAILBOX}{queue().pk}/html/")
    policy = response["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "style-src 'unsafe-inline'" in policy
    assert "script-src" not in policy
    assert "sandbox allow-popups" in policy
    assert "allow-scripts" not in policy
    assert "frame-ancestors 'self'" in policy
    assert response["X-Frame-Options"] == "SAMEORIGIN"
    assert '<base target="_top">' in response.text


def test_the_pages_around_it_stay_strict(client: Client, queue: Queue) -> None:
    message = queue()
    for path in (MAILBOX, f"{MAILBOX}{message.pk}/"):
        policy = client.get(path)["Content-Security-Policy"]
        assert "unsafe-inline" not in policy
    assert "'self'" in policy.partition("frame-src")[2].partition(";")[0]


def test_nothing_is_stored_or_found_by_search_engines(client: Client, queue: Queue) -> None:
    message = queue()
    for path in (MAILBOX, f"{MAILBOX}{message.pk}/", f"{MAILBOX}{message.pk}/html/"):
        response = client.get(path)
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]
        assert not response.cookies
        assert client.post(path).status_code == 405


def test_files_are_saved_and_never_opened(client: Client) -> None:
    email = EmailMultiAlternatives("Papers", "See below.", None, ["a@example.org"])
    email.attach('mi"nutes.html', "<script>alert(1)</script>", "text/html")
    message = store(email)
    page = client.get(f"{MAILBOX}{message.pk}/").text
    assert f"{MAILBOX}{message.pk}/files/0/" in page
    response = client.get(f"{MAILBOX}{message.pk}/files/0/")
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == 'attachment; filename="mi_nutes.html"'
    assert response.content == b"<script>alert(1)</script>"
    assert client.get(f"{MAILBOX}{message.pk}/files/1/").status_code == 404
    assert client.get(f"{MAILBOX}{message.pk}/html/").status_code == 404


def test_an_emptied_message_is_explained(client: Client, queue: Queue) -> None:
    message = queue()
    OutboxMessage.objects.update(source=b"")
    page = client.get(f"{MAILBOX}{message.pk}/")
    assert page.status_code == 200
    assert "has been emptied" in page.text


def test_every_state_can_be_seen(client: Client, queue: Queue) -> None:
    from site_core.mail.delivery import deliver

    queue("held@example.org")
    services.suppress("held@example.org")
    deliver(10)
    assert "Held back" in client.get(MAILBOX).text
