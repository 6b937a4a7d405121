"""Django's and the libraries' own mails come through the outbox too."""

from email.mime.image import MIMEImage

import pytest
from django.conf import settings
from django.core.mail import BadHeaderError, EmailMessage, EmailMultiAlternatives, get_connection, send_mail

from site_core.mail.models import OutboxMessage, State
from tests.mail.sink import Sink

pytestmark = pytest.mark.django_db

BACKEND = "site_core.mail.backends.OutboxBackend"


@pytest.fixture(autouse=True)
def outbox_backend(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test runner puts Django's own list in its place."""
    monkeypatch.setattr(settings, "EMAIL_BACKEND", BACKEND)


def test_the_site_sends_by_the_outbox() -> None:
    from site_core.settings import base

    assert base.EMAIL_BACKEND == BACKEND


def test_a_library_mail_becomes_a_row() -> None:
    sent = send_mail(
        "Page approved", "Good news.", None, ["editor@example.org"], html_message="<p>Good news."
    )
    message = OutboxMessage.objects.get()
    assert sent == 1
    assert message.state == State.QUEUED
    assert (message.subject, message.to, message.template) == ("Page approved", ["editor@example.org"], "")
    assert message.text.strip() == "Good news."
    assert message.html.strip() == "<p>Good news."


def test_everything_in_a_message_reaches_the_mail_server(sink: Sink) -> None:
    from site_core.mail.delivery import deliver

    email = EmailMultiAlternatives(
        "Papers",
        "With two files.",
        "Office <office@example.org>",
        ["to@example.org"],
        bcc=["bcc@example.org"],
        cc=["cc@example.org"],
        reply_to=["answers@example.org"],
        headers={"X-Kind": "papers"},
    )
    email.attach_alternative("<p>With two files.", "text/html")
    email.attach("minutes.txt", "We met.", "text/plain")
    picture = MIMEImage(b"not really a picture", "png")
    picture.add_header("Content-ID", "<scene>")
    email.attach(picture)
    email.send()
    deliver(10)

    letter = sink.letters[0]
    assert letter.sender == "office@example.org"
    assert letter.recipients == ("to@example.org", "cc@example.org", "bcc@example.org")
    parsed = letter.parsed
    assert parsed["Cc"] == "cc@example.org"
    assert parsed["Bcc"] is None
    assert parsed["Reply-To"] == "answers@example.org"
    assert parsed["X-Kind"] == "papers"
    kinds = [part.get_content_type() for part in parsed.walk() if not part.is_multipart()]
    assert kinds == ["text/plain", "text/html", "text/plain", "image/png"]
    assert b"bcc@example.org" not in letter.source
    message = OutboxMessage.objects.get()
    assert message.attachment_names == ["minutes.txt", "image/png"]
    assert (message.to, message.cc, message.bcc) == (
        ["to@example.org"],
        ["cc@example.org"],
        ["bcc@example.org"],
    )


def test_a_librarys_own_message_id_is_kept_and_its_message_is_not_changed() -> None:
    email = EmailMessage("Hello", "", None, ["a@example.org"], headers={"Message-ID": "<mine@example.org>"})
    email.send()
    email.send()
    assert {m.message_id for m in OutboxMessage.objects.all()} == {"<mine@example.org>"}
    assert email.extra_headers == {"Message-ID": "<mine@example.org>"}


def test_bad_headers_are_an_error() -> None:
    with pytest.raises(BadHeaderError):
        send_mail("Hello\nBcc: x@example.org", "", None, ["a@example.org"])
    assert not OutboxMessage.objects.exists()


def test_failing_silently_leaves_out_the_bad_and_keeps_the_good() -> None:
    messages = [EmailMessage(to=["nobody"]), EmailMessage(to=["a@example.org"]), EmailMessage()]
    assert get_connection(fail_silently=True).send_messages(messages) == 1
    assert OutboxMessage.objects.get().to == ["a@example.org"]
