from importlib import reload

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings
from wagtail.models import Page

from site_core.guard.headers import ContentSecurityPolicy
from site_core.pages.models import StandardPage
from site_core.settings.parts import security

Policy = dict[str, list[str]]


def policy_of(response: HttpResponseBase) -> Policy:
    parts = [part.split() for part in response["Content-Security-Policy"].split(";")]
    return {name: values for name, *values in parts}


def passed_on(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Hand an answer through the middleware."""
    return ContentSecurityPolicy(lambda request: response).process_response(request, response)


@pytest.fixture
def public(client: Client) -> HttpResponseBase:
    return client.get("/healthz")


def test_a_page_may_load_from_here_only_and_run_nothing_inline(public: HttpResponseBase) -> None:
    policy = policy_of(public)

    assert policy["default-src"] == ["'none'"]
    for kind in ("script-src", "style-src", "font-src", "connect-src", "manifest-src"):
        assert policy[kind] == ["'self'"], kind
    assert policy["object-src"] == policy["base-uri"] == policy["frame-ancestors"] == ["'none'"]
    assert "unsafe" not in public["Content-Security-Policy"]
    assert "*" not in public["Content-Security-Policy"]


def test_a_form_may_lead_to_stripe_and_a_click_may_show_a_video(public: HttpResponseBase) -> None:
    policy = policy_of(public)

    assert policy["form-action"] == ["'self'", "https://checkout.stripe.com"]
    assert policy["frame-src"] == ["https://www.youtube-nocookie.com", "https://player.vimeo.com"]


def test_every_answer_has_the_other_headers(public: HttpResponseBase) -> None:
    assert public["X-Frame-Options"] == "DENY"
    assert public["X-Content-Type-Options"] == "nosniff"
    assert public["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert public["Cross-Origin-Opener-Policy"] == "same-origin"
    permissions = public["Permissions-Policy"]
    assert "payment=(self)" in permissions
    for feature in ("camera", "geolocation", "microphone", "browsing-topics", "usb"):
        assert f"{feature}=()" in permissions


def test_static_files_have_them_too(client: Client, settings: Settings) -> None:
    settings.WHITENOISE_USE_FINDERS = True
    response = client.get("/static/css/site.css")

    assert response.status_code == 200
    assert policy_of(response)["default-src"] == ["'none'"]
    for name in ("X-Frame-Options", "X-Content-Type-Options", "Permissions-Policy", "Referrer-Policy"):
        assert response[name], name


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/"])
def test_the_admin_may_do_what_wagtail_needs_and_no_more(client: Client, path: str) -> None:
    response = client.get(path)
    policy = policy_of(response)

    assert policy["script-src"] == policy["style-src"] == ["'self'", "'unsafe-inline'"]
    assert {"data:", "blob:"} <= set(policy["img-src"])
    assert policy["object-src"] == policy["base-uri"] == ["'none'"]
    assert policy["frame-ancestors"] == ["'self'"]
    assert "unsafe-eval" not in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/administration/", "/x/admin/", "/account/"])
def test_only_the_admin_itself_is_the_admin(client: Client, path: str) -> None:
    assert policy_of(client.get(path))["default-src"] == ["'none'"]


@pytest.mark.django_db
def test_a_preview_has_the_sites_policy_and_may_be_framed_by_the_admin(rf: RequestFactory) -> None:
    page = StandardPage(title="A draft", slug="a-draft")
    Page.objects.get(depth=1).get_children().first().add_child(instance=page)

    response = page.make_preview_request(rf.get("/admin/pages/1/edit/preview/"))
    # Wagtail hands it through the middleware of the admin's request as well.
    outer = passed_on(rf.get("/admin/pages/1/edit/preview/"), response)

    policy = policy_of(outer)
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == ["'self'"]
    assert policy["frame-ancestors"] == ["'self'"]
    assert outer["X-Frame-Options"] == "SAMEORIGIN"


def test_a_view_with_a_policy_of_its_own_keeps_it(rf: RequestFactory) -> None:
    strictest = HttpResponse(headers={"Content-Security-Policy": "default-src 'none'"})

    response = passed_on(rf.get("/documents/1/report.pdf"), strictest)

    assert response["Content-Security-Policy"] == "default-src 'none'"
    assert response["X-Frame-Options"] == "DENY"


def test_pictures_may_come_from_the_charitys_own_storage_when_it_is_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("S3_PUBLIC_HOST", "media.example.org")
    try:
        changed = reload(security)
        for policy in (changed.CONTENT_SECURITY_POLICY, changed.CONTENT_SECURITY_POLICY_ADMIN):
            assert "https://media.example.org" in policy["DIRECTIVES"]["img-src"]
    finally:
        monkeypatch.undo()
        reload(security)
