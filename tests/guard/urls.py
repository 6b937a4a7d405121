"""The site's addresses and one link of the kind that stands in a mail."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.urls import include, path

from site_core.guard.links import ActOnPostView

acted: list[Any] = []
status: dict[Any, str] = {}


class End(ActOnPostView):
    """Ends a subscription, once."""

    purpose = "test.end"
    max_age = timedelta(days=7)
    title = "End the newsletter"
    message = "You will get no more letters from us."
    button = "End it"

    def state(self, value: Any) -> str:
        return status.get(value, "running")

    def act(self, value: Any) -> HttpResponseBase:
        acted.append(value)
        status[value] = "ended"
        return HttpResponse("ended")


urlpatterns = [path("end/<str:token>/", End.as_view(), name="end"), path("", include("site_core.urls"))]
handler403 = "site_core.pages.error_views.forbidden"
