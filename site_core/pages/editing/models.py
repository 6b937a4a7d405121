"""What pages point at, so that broken links and forgotten files can be listed."""

from datetime import datetime, timedelta
from typing import Self

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import Page, PageViewRestriction

MAX_URL = 500
# How many failures in a row, a day apart, it takes: sites have bad days.
PATIENCE = 3
AGAIN_WHEN_FINE = timedelta(days=14)
AGAIN_WHEN_FAILING = timedelta(days=1)
# An address that no page was seen to link to for so long may go.
FORGOTTEN_AFTER = timedelta(days=1)


class AddressQuerySet(models.QuerySet["Address"]):
    """Sentences about addresses elsewhere."""

    def due(self, now: datetime) -> Self:
        """Those to be asked, the longest waiting first."""
        return self.filter(next_check_at__lte=now).order_by("next_check_at", "pk")

    def unused(self, now: datetime) -> Self:
        """Those that nothing links to and that were not seen for a day, in the order of their names."""
        linked = Exists(Pointer.objects.filter(address=OuterRef("pk")))
        return self.filter(~linked, seen_at__lt=now - FORGOTTEN_AFTER).order_by("url")


class Address(models.Model):
    """A web address elsewhere that some page links to, and whether it answers."""

    class State(models.TextChoices):
        """What is known about it."""

        NEW = "new", "Not asked yet"
        FINE = "fine", "Answers"
        FAILING = "failing", "Did not answer lately"
        BROKEN = "broken", "Broken"

    url = models.CharField(max_length=MAX_URL, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.NEW)
    fault = models.CharField(max_length=120, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    checked_at = models.DateTimeField(null=True, blank=True)
    next_check_at = models.DateTimeField(default=timezone.now, db_index=True)
    # When a page was last seen to link to it. The database's default is for programs that do not know it yet.
    seen_at = models.DateTimeField(default=timezone.now, db_default=Now())

    # It is a note about pages, not content.
    wagtail_reference_index_ignore = True

    objects = AddressQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "addresses"
        default_permissions = ()

    def __str__(self) -> str:
        return self.url

    def note(self, fault: str, *, is_gone: bool, now: datetime) -> None:
        """Write down what an attempt showed: no fault, a fault, or that the page is gone for good.

        A fault counts as broken after `PATIENCE` attempts in a row, what is gone at once.
        """
        failures = min(self.failures + 1, 1000) if fault else 0
        state = self.State.FINE
        if fault:
            state = self.State.BROKEN if is_gone or failures >= PATIENCE else self.State.FAILING
        Address.objects.filter(pk=self.pk).update(
            state=state,
            fault=fault[:120],
            failures=failures,
            checked_at=now,
            next_check_at=now + (AGAIN_WHEN_FAILING if fault else AGAIN_WHEN_FINE),
        )


class PointerQuerySet(models.QuerySet["Pointer"]):
    """Sentences about what points where."""

    def seen_by_visitors(self) -> Self:
        """Those on live pages, and in settings and snippets."""
        return self.filter(Q(page=None) | Q(page__live=True), in_draft=False)

    def broken(self) -> Self:
        """Those that lead nowhere: to a page or document that is gone or closed, or a dead address."""
        live_page = Page.objects.filter(pk=OuterRef("target_id"), live=True)
        document = get_document_model().objects.filter(pk=OuterRef("target_id"))
        closed = Q()
        for path in PageViewRestriction.objects.values_list("page__path", flat=True).distinct():
            # From one page of a closed part to another is fine.
            closed |= Q(Exists(live_page.filter(path__startswith=path))) & ~Q(page__path__startswith=path)
        return self.seen_by_visitors().filter(
            (Q(kind=Pointer.Kind.PAGE) & (~Exists(live_page) | closed))
            | (Q(kind=Pointer.Kind.DOCUMENT) & ~Exists(document))
            | Q(address__state=Address.State.BROKEN)
        )

    def pictures_without_words(self) -> Self:
        """Pictures that stand on a live page without alternative text and are not mere decoration."""
        return self.seen_by_visitors().filter(kind=Pointer.Kind.PICTURE)


class Pointer(models.Model):
    """One thing that a page, a setting or a snippet points at."""

    class Kind(models.TextChoices):
        """What it points at."""

        PAGE = "page", "A page of this website"
        DOCUMENT = "document", "A document"
        ADDRESS = "address", "An address elsewhere"
        # Only where the picture has no words in this place.
        PICTURE = "picture", "A picture without alternative text"

    source_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    source_id = models.PositiveBigIntegerField()
    # The source, if it is a page.
    page = models.ForeignKey(Page, on_delete=models.CASCADE, null=True, related_name="+")
    place = models.CharField(max_length=200)
    # Only in the words that are not published yet.
    in_draft = models.BooleanField(default=False)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    # The key of the page, document or picture; no foreign key, since it may be gone.
    target_id = models.PositiveBigIntegerField(null=True)
    address = models.ForeignKey(Address, on_delete=models.CASCADE, null=True, related_name="pointers")

    wagtail_reference_index_ignore = True

    objects = PointerQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["kind", "target_id"], name="editing_pointer_target"),
            models.Index(fields=["source_type", "source_id"], name="editing_pointer_source"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="address", address__isnull=False, target_id=None)
                | (~Q(kind="address") & Q(address=None, target_id__isnull=False)),
                name="editing_pointer_has_one_target",
            ),
            # In two parts, because what is NULL is never alike.
            models.UniqueConstraint(
                fields=["source_type", "source_id", "in_draft", "place", "kind", "target_id"],
                condition=Q(address=None),
                name="editing_pointer_once",
            ),
            models.UniqueConstraint(
                fields=["source_type", "source_id", "in_draft", "place", "address"],
                condition=Q(address__isnull=False),
                name="editing_pointer_to_address_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}: {self.get_kind_display()}"

    @property
    def identity(self) -> tuple[object, ...]:
        """What no other pointer has, in an order that two runs share."""
        source = self.source_type_id, self.source_id, self.in_draft, self.place
        return *source, self.kind, self.target_id or 0, self.address_id or 0
