"""What kinds of events there are, and in which state an event can be."""

from django.db.models import TextChoices


class Kind(TextChoices):
    """What people come for. Visitors narrow a list by it."""

    EVENT = "event", "Event"
    TALK = "talk", "Talk"
    TRAINING = "training", "Training"
    WORKSHOP = "workshop", "Workshop"
    ONLINE = "online", "Online event"
    FUNDRAISER = "fundraiser", "Fundraiser"
    VOLUNTEERING = "volunteering", "Volunteering day"
    MEETING = "meeting", "Meeting"


class Change(TextChoices):
    """What has become of the plan; an editor says so."""

    NONE = "", "It happens as planned"
    CANCELLED = "cancelled", "It is cancelled"
    POSTPONED = "postponed", "It is put off, and a new date will follow"


class State(TextChoices):
    """Where an event stands now, with the words that visitors read."""

    COMING = "coming", "Coming"
    ON_NOW = "on-now", "On now"
    OVER = "over", "This is over"
    CANCELLED = "cancelled", "Cancelled"
    POSTPONED = "postponed", "Postponed"

    @property
    def is_bookable(self) -> bool:
        """Whether people may still book."""
        return self in (State.COMING, State.ON_NOW)
