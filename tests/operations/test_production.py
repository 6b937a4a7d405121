"""Production settings, as a proxy and its visitors meet them."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.files import ROOT

PUBLIC = {
    "SECRET_KEY": "0123456789-abcdefghij-0123456789-abcdefghij-0123456789",
    "ALLOWED_HOSTS": "www.example.org,example.org",
    "BASE_URL": "https://www.example.org",
}
VISIT = """
import json
from django.urls import NoReverseMatch, reverse
from site_core.wsgi import application
from django.conf import settings

def get(path, **environ):
    got = {}
    def start(status, headers):
        got["status"], got["headers"] = int(status[:3]), {k.lower(): v for k, v in headers}
    given = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", "SCRIPT_NAME": "",
             "HTTP_HOST": "www.example.org", "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "8000",
             "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": "10.0.0.1", "wsgi.url_scheme": "http",
             "wsgi.input": __import__("io").BytesIO(), "wsgi.errors": __import__("sys").stderr, **environ}
    got["body"] = b"".join(application(given, start)).decode()
    return got

def mailbox():
    try:
        return reverse("mailbox:list")
    except NoReverseMatch:
        return ""

print(json.dumps({
    "plain": get("/robots.txt"),
    "secure": get("/robots.txt", HTTP_X_FORWARDED_PROTO="https"),
    "plain again": get("/robots.txt", HTTP_X_FORWARDED_PROTO="http"),
    "other host": get("/robots.txt", HTTP_X_FORWARDED_PROTO="https", HTTP_X_FORWARDED_HOST="evil.example"),
    "stored for another": get("/robots.txt", HTTP_X_FORWARDED_PROTO="https"),
    "liveness": get("/healthz"),
    "strange": get("/robots.txt", HTTP_HOST="evil.example", HTTP_X_FORWARDED_PROTO="https"),
    "mailbox": mailbox(),
    "demo": settings.DEMO,
    "cookies": [settings.SESSION_COOKIE_NAME, settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE],
}))
"""


def run(program: str, var: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    fixed = {"DJANGO_SETTINGS_MODULE": "site_core.settings.production", "ENV_FILE": "", "VAR_DIR": str(var)}
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=kept | fixed | environment,
        text=True,
        capture_output=True,
        timeout=120,
    )


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", "*"),
        ("ALLOWED_HOSTS", "www.example.org,.example.org"),
        ("BASE_URL", "http://www.example.org"),
    ],
)
def test_it_refuses_to_start_without_what_makes_it_safe(tmp_path: Path, name: str, value: str) -> None:
    refused = run("import site_core.settings.production", tmp_path, **(PUBLIC | {name: value}))
    assert refused.returncode == 1
    assert f"ImproperlyConfigured: Set {name}" in refused.stderr


def test_behind_a_proxy_visitors_get_https_and_nobody_else_decides_the_address(tmp_path: Path) -> None:
    done = run(VISIT, tmp_path, **PUBLIC)
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    for name in ("plain", "plain again"):
        assert answers[name]["status"] == 301, "also after the page was stored for https"
        assert answers[name]["headers"]["location"] == "https://www.example.org/robots.txt"
    for name in ("secure", "other host", "stored for another"):
        assert answers[name]["status"] == 200
        assert "Sitemap: https://www.example.org/sitemap.xml" in answers[name]["body"]
        promise = answers[name]["headers"]["strict-transport-security"]
        assert promise == "max-age=31536000; includeSubDomains", "preload is hard to undo"
    assert answers["liveness"]["status"] == 200, "asked by plain http from inside"
    assert answers["strange"]["status"] == 400
    assert (answers["mailbox"], answers["demo"]) == ("", False)
    assert answers["cookies"] == ["__Host-sessionid", True, True]


CHECK = """
import json
import django
from django.conf import settings
from django.core.checks import run_checks
from django.test import RequestFactory
from django.http import HttpResponse
from django.middleware.security import SecurityMiddleware

django.setup()
request = RequestFactory().get("/", HTTP_HOST="www.example.org", HTTP_X_FORWARDED_PROTO="https")
answer = SecurityMiddleware(lambda request: HttpResponse())(request)
found = [problem for problem in run_checks(tags=["security"], include_deployment_checks=True)
         if problem.id.startswith("security.") and not problem.is_silenced()]
print(json.dumps({
    "promise": answer["Strict-Transport-Security"],
    "complaints": [problem.id for problem in found],
    "silenced": settings.SILENCED_SYSTEM_CHECKS,
}))
"""


@pytest.mark.parametrize(
    ("chosen", "promise", "complaints", "silenced"),
    [
        ({}, "max-age=31536000; includeSubDomains", [], ["security.W021"]),
        ({"HSTS_PRELOAD": "true"}, "max-age=31536000; includeSubDomains; preload", [], []),
        (
            {"HSTS_SECONDS": "3600", "HSTS_SUBDOMAINS": "false"},
            "max-age=3600",
            ["security.W005"],
            ["security.W021"],
        ),
    ],
)
def test_how_long_browsers_use_https_alone_is_the_operators_choice(
    tmp_path: Path, chosen: dict[str, str], promise: str, complaints: list[str], silenced: list[str]
) -> None:
    done = run(CHECK, tmp_path, **(PUBLIC | chosen))
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {"promise": promise, "complaints": complaints, "silenced": silenced}
