"""What went out of the list and came into it as files; and why people left, without their names."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone


class TransferQuerySet(models.QuerySet["Transfer"]):
    """Sentences about transfers."""

    def hand_overs(self) -> Self:
        """Those after which the provider knew the whole list, the newest first."""
        kinds = [Transfer.Kind.HAND_OVER, Transfer.Kind.CHANGES]
        return self.filter(kind__in=kinds).order_by("-at", "-pk")


class Transfer(models.Model):
    """Who took which list out, or put which list in, and when. The lists themselves are not kept."""

    class Kind(models.TextChoices):
        """What was in the file."""

        HAND_OVER = "hand_over", "Handed over: everybody who is confirmed"
        CHANGES = "changes", "Handed over: what changed since"
        EXPORT = "export", "Exported: everybody, with their consent"
        UNSUBSCRIBED = "unsubscribed", "Imported: people who unsubscribed"
        BOUNCED = "bounced", "Imported: addresses that bounced"
        COMPLAINED = "complained", "Imported: people who marked it as spam"

    kind = models.CharField(max_length=12, choices=Kind.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="by"
    )
    at = models.DateTimeField("when", default=timezone.now)
    rows = models.PositiveIntegerField(help_text="People in the file who are on our list.")
    rejected = models.PositiveIntegerField(default=0, help_text="Lines that could not be read.")

    wagtail_reference_index_ignore = True

    objects = TransferQuerySet.as_manager()

    class Meta:
        verbose_name = "transfer"
        ordering = ["-at", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.get_kind_display()


class Departure(models.Model):
    """Why somebody left, if they liked to say. Nothing in it leads to them."""

    class Reason(models.TextChoices):
        """The answers that people can choose."""

        TOO_MANY = "too_many", "There were too many e-mails"
        NOT_FOR_ME = "not_for_me", "It was not about what I care for"
        NOT_MINE = "not_mine", "I never signed up"
        OTHER = "other", "Something else"

    reason = models.CharField(max_length=12, choices=Reason.choices)
    # A day, not a moment: a moment would lead to the person.
    on = models.DateField(default=timezone.localdate)

    wagtail_reference_index_ignore = True

    class Meta:
        ordering = ["-on", "-pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.get_reason_display()
