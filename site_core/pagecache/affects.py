"""What a change of a row changes on public pages: the one registry, filled in `AppConfig.ready()`.

affects.register(Menu, affects.everything)
affects.register(Comment, lambda comment: affects.Affected({f"comments:{comment.page_id}"}))
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Affected:
    """The pages that a change touches: those with one of `tags`, or all of them."""

    tags: frozenset[str] = frozenset()
    everything: bool = False

    def __init__(self, tags: Iterable[str] = (), *, everything: bool = False) -> None:
        if isinstance(tags, str):
            raise TypeError("Affected() takes a set of tags, not one string.")
        object.__setattr__(self, "tags", frozenset(tags))
        object.__setattr__(self, "everything", everything)

    def __or__(self, other: "Affected") -> "Affected":
        return Affected(self.tags | other.tags, everything=self.everything or other.everything)

    def __bool__(self) -> bool:
        return self.everything or bool(self.tags)

    def covers(self, other: "Affected") -> bool:
        """Whether purging this would purge the other as well."""
        return self.everything or (not other.everything and other.tags <= self.tags)


EVERYTHING = Affected(everything=True)
NOTHING = Affected()

Effect = Callable[[Any], Affected]

_effects: dict[type[Model], Effect] = {}


def everything(instance: Model) -> Affected:
    """The effect of a row that any page may show: a menu, a setting, a page."""
    return EVERYTHING


def register(model: type[M], effect: Callable[[M], Affected]) -> None:
    """Say what saving or deleting a row of `model`, or of a class that inherits from it, changes.

    The effect is asked again when the row is deleted. It must be cheap: it runs inside the
    transaction of the change. Registering a model twice replaces the first effect.
    """
    _effects[model] = effect


def forget(model: type[Model]) -> None:
    """Take a model out of the registry, for tests."""
    _effects.pop(model, None)


def of(instance: Model) -> Affected:
    """What a change of this row affects: the effects of its class and of every class it inherits from."""
    affected = NOTHING
    for cls in type(instance).__mro__:
        if effect := _effects.get(cls):
            affected |= effect(instance)
    return affected


def concerns(model: type[Model]) -> bool:
    """Whether rows of this model have an effect."""
    return any(cls in _effects for cls in model.__mro__)
