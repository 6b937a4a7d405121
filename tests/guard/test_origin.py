import logging

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.test import RequestFactory
from django.utils.decorators import method_decorator
from django.views.generic import View
from pytest_django.fixtures import Settings

from site_core.guard.origin import refuse_foreign_origin


@refuse_foreign_origin
def take(request: HttpRequest) -> HttpResponse:
    return HttpResponse("taken")


def is_taken(request: HttpRequest) -> bool:
    try:
        return take(request).content == b"taken"  # type: ignore[attr-defined]
    except PermissionDenied:
        return False


@pytest.mark.parametrize(
    ("headers", "taken"),
    [
        ({"Origin": "http://testserver"}, True),
        ({"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}, True),
        ({"Origin": "http://evil.example"}, False),
        ({"Origin": "null"}, False),
        ({"Origin": ""}, False),
        ({"Origin": "https://testserver"}, False),
        ({"Origin": "http://testserver:8080"}, False),
        ({"Origin": "http://testserver.evil.example"}, False),
        # Either header alone is enough to show a stranger's page.
        ({"Origin": "http://testserver", "Sec-Fetch-Site": "cross-site"}, False),
        ({"Origin": "http://evil.example", "Sec-Fetch-Site": "same-origin"}, False),
        ({"Sec-Fetch-Site": "same-origin"}, True),
        ({"Sec-Fetch-Site": "none"}, True),
        ({"Sec-Fetch-Site": "same-site"}, False),
        ({"Sec-Fetch-Site": "cross-site"}, False),
        # An old browser without both.
        ({"Referer": "http://testserver/contact/"}, True),
        ({"Referer": "http://evil.example/http://testserver/"}, False),
        ({"Referer": "http://testserver@evil.example/"}, False),
        ({"Referer": "http://[broken"}, False),
        # The origin says enough; a referrer that was cut off says nothing.
        ({"Origin": "http://testserver", "Referer": "http://evil.example/"}, True),
        # No browser at all.
        ({}, True),
    ],
)
def test_a_post_must_come_from_a_page_of_ours(
    rf: RequestFactory, headers: dict[str, str], taken: bool
) -> None:
    assert is_taken(rf.post("/", headers=headers)) is taken


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "POST"])
def test_every_method_that_changes_something_is_checked(rf: RequestFactory, method: str) -> None:
    assert not is_taken(rf.generic(method, "/", headers={"Origin": "http://evil.example"}))


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_reading_is_free(rf: RequestFactory, method: str) -> None:
    assert is_taken(rf.generic(method, "/", headers={"Origin": "http://evil.example"}))


def test_behind_a_proxy_the_scheme_is_told_as_django_tells_it(rf: RequestFactory, settings: Settings) -> None:
    forwarded = {"Host": "testserver", "Origin": "https://testserver", "X-Forwarded-Proto": "https"}
    assert not is_taken(rf.post("/", headers=forwarded))

    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert is_taken(rf.post("/", headers=forwarded))


def test_a_second_host_of_the_charity_may_be_trusted(rf: RequestFactory, settings: Settings) -> None:
    settings.CSRF_TRUSTED_ORIGINS = ["https://shop.example.org"]

    assert is_taken(
        rf.post("/", headers={"Origin": "https://shop.example.org", "Sec-Fetch-Site": "cross-site"})
    )
    assert not is_taken(rf.post("/", headers={"Origin": "https://other.example.org"}))


def test_djangos_token_is_not_asked_for(rf: RequestFactory) -> None:
    refused = CsrfViewMiddleware(lambda request: HttpResponse()).process_view(rf.post("/"), take, (), {})

    assert refused is None


def test_a_class_based_view_is_guarded_at_dispatch(rf: RequestFactory) -> None:
    @method_decorator(refuse_foreign_origin, name="dispatch")
    class Take(View):
        def post(self, request: HttpRequest) -> HttpResponse:
            return HttpResponse("taken")

    view = Take.as_view()
    assert view.csrf_exempt  # type: ignore[attr-defined]
    assert view(rf.post("/", headers={"Origin": "http://testserver"})).status_code == 200
    with pytest.raises(PermissionDenied):
        view(rf.post("/", headers={"Origin": "http://evil.example"}))


def test_the_log_names_no_address_and_no_person(rf: RequestFactory, caplog: pytest.LogCaptureFixture) -> None:
    request = rf.post(
        "/newsletter/end/secret-token/",
        {"email": "ann@example.org"},
        headers={"Origin": "http://evil.example", "Referer": "http://evil.example/?ann"},
        REMOTE_ADDR="203.0.113.9",
    )
    with caplog.at_level(logging.WARNING):
        assert not is_taken(request)

    assert "take" in caplog.text
    assert "(Origin)" in caplog.text
    for secret in ("secret-token", "ann", "203.0.113.9"):
        assert secret not in caplog.text
