"""Who may do what: one table of roles, and a register for the rights that features add.

`role_sync.sync` turns this into Wagtail groups after each migration. A right is given to a role once; what
staff change afterwards in the admin stays.

    roles.grant("packer", ["shop.view_order"])          # in AppConfig.ready()
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

ADMINISTRATOR = "administrator"


@dataclass(frozen=True)
class Role:
    """A job in the charity, and the rights that it begins with.

    `pages` and `collections` are held on everything (the root page, the root collection); `models` are
    plain Django permissions. All are written "app_label.codename".
    """

    title: str
    models: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    # The group that Wagtail's first migration makes for nearly the same job: taken over and renamed.
    takes_over: str = ""
    # Also every right that the admin can give to anyone (the tick boxes of a group).
    everything: bool = False


ENTER = "wagtailadmin.access_admin"

WRITE_PAGES = ("wagtailcore.add_page", "wagtailcore.change_page")
PUBLISH_PAGES = (
    *WRITE_PAGES,
    "wagtailcore.publish_page",
    "wagtailcore.lock_page",
    "wagtailcore.unlock_page",
)
USE_FILES = (
    "wagtailimages.add_image",
    "wagtailimages.change_image",
    "wagtailimages.choose_image",
    "wagtaildocs.add_document",
    "wagtaildocs.change_document",
    "wagtaildocs.choose_document",
)
MANAGE_FILES = (
    *USE_FILES,
    "wagtailimages.delete_image",
    "wagtaildocs.delete_document",
)
MANAGE_COLLECTIONS = (
    "wagtailcore.add_collection",
    "wagtailcore.change_collection",
    "wagtailcore.delete_collection",
)

# The subjects that pages share.
USE_TOPICS = ("pages.add_topic", "pages.change_topic")
# The people whom pages show (not those who sign in).
USE_PEOPLE = ("people.add_person", "people.change_person")

# The newsletter's list, its files and its words.
RUN_NEWSLETTER = (
    "newsletter.view_subscriber",
    "newsletter.unsubscribe_subscriber",
    "newsletter.erase_subscriber",
    "newsletter.export_subscriber",
    "newsletter.import_subscriber",
    "newsletter.change_newslettersettings",
)

# Old addresses that lead on to new ones.
MANAGE_REDIRECTS = (
    "wagtailredirects.add_redirect",
    "wagtailredirects.change_redirect",
    "wagtailredirects.delete_redirect",
)
# What visitors sent through forms, to be read and exported. Editing a form's page is not enough.
READ_ANSWERS = ("pages.view_formanswer",)

ROLES: dict[str, Role] = {
    "editor": Role(
        "Editor",
        models=(ENTER, *USE_TOPICS, *USE_PEOPLE),
        pages=WRITE_PAGES,
        collections=USE_FILES,
        takes_over="Editors",
    ),
    "publisher": Role(
        "Publisher",
        models=(
            ENTER,
            "pages.change_navigationsettings",
            "pages.change_alertsettings",
            *USE_TOPICS,
            "pages.delete_topic",
            *USE_PEOPLE,
            "people.delete_person",
            *MANAGE_REDIRECTS,
            *READ_ANSWERS,
        ),
        pages=PUBLISH_PAGES,
        collections=MANAGE_FILES,
        takes_over="Moderators",
    ),
    "moderator": Role("Moderator", models=(ENTER,)),
    "fundraising": Role("Fundraising", models=(ENTER, *RUN_NEWSLETTER)),
    "shop": Role("Shop", models=(ENTER,)),
    "packer": Role("Packer", models=(ENTER,)),
    "finance": Role("Finance", models=(ENTER,)),
    ADMINISTRATOR: Role(
        "Administrator",
        models=(ENTER,),
        pages=(*PUBLISH_PAGES, "wagtailcore.bulk_delete_page"),
        collections=(*MANAGE_FILES, *MANAGE_COLLECTIONS),
        everything=True,
    ),
}

# Nobody needs it: supporters are erased by the privacy room, staff leave (`people.leave`).
NEVER = frozenset({"accounts.delete_user"})

_granted: defaultdict[str, set[str]] = defaultdict(set)


def grant(role: str, permissions: Iterable[str]) -> None:
    """Give a role more model permissions ("app_label.codename"); administrators get them too.

    Call it in `AppConfig.ready()`. Unknown names are reported by `manage.py check` (accounts.E001, E002).
    """
    _granted[role].update(permissions)


def granted() -> dict[str, set[str]]:
    """Return what features registered, by role."""
    return {role: set(permissions) for role, permissions in _granted.items()}


def model_permissions(role: str) -> set[str]:
    """Return the plain permissions of a role: the table's and the features'."""
    permissions = set(ROLES[role].models) | _granted[role]
    if ROLES[role].everything:
        for other in ROLES:
            permissions |= set(ROLES[other].models) | _granted[other]
    return permissions - NEVER
