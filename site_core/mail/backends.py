"""Django's door to the outbox."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from site_core.mail import outbox


class OutboxBackend(BaseEmailBackend):
    """Takes every message that Django or a library sends, and leaves the sending to the worker."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the messages into the outbox; gives how many. With `fail_silently` bad ones are left out."""
        stored = 0
        for message in email_messages:
            if not message.recipients():  # as Django's own senders do
                continue
            try:
                outbox.store(message)
            except ValueError:  # a bad address or header: Django's BadHeaderError is one too
                if not self.fail_silently:
                    raise
            else:
                stored += 1
        return stored
