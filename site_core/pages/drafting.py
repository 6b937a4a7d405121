"""Drafts may be incomplete: what only a public page needs is asked for when it is published."""

from wagtail.admin.forms import WagtailAdminPageForm


class DraftablePageForm(WagtailAdminPageForm):
    """Tells the page, before it is checked, whether it is only being saved as a draft.

    Wagtail defers required fields by itself, but not what a page's `clean` asks for ("a place, or online").
    """

    def _post_clean(self) -> None:
        self.instance.may_be_incomplete = self.is_deferred_validation
        super()._post_clean()
