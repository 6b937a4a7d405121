"""The choices that describe a job, and the words that search engines know for them."""

from django.db.models import TextChoices


class Contract(TextChoices):
    """For how long somebody is wanted."""

    PERMANENT = "permanent", "Permanent"
    FIXED_TERM = "fixed-term", "Fixed term"
    SESSIONAL = "sessional", "Sessional, by the hour or day"
    FREELANCE = "freelance", "Freelance"
    INTERNSHIP = "internship", "Internship"
    VOLUNTEER = "volunteer", "Volunteer role"
    TRUSTEE = "trustee", "Trustee"


class WorkingTime(TextChoices):
    """How much of the week it takes."""

    FULL = "full", "Full time"
    PART = "part", "Part time"
    EITHER = "either", "Full time or part time"


class Remote(TextChoices):
    """Where the work is done."""

    AT_THE_PLACE = "", "At the place above"
    SOME_DAYS = "some-days", "Some days at home"
    AT_HOME = "at-home", "All of it at home, anywhere in the United Kingdom"


class PayUnit(TextChoices):
    """What the salary is paid for; the values are schema.org's."""

    YEAR = "YEAR", "a year"
    MONTH = "MONTH", "a month"
    WEEK = "WEEK", "a week"
    DAY = "DAY", "a day"
    HOUR = "HOUR", "an hour"


# https://developers.google.com/search/docs/appearance/structured-data/job-posting#employment-type
EMPLOYMENT_TYPES: dict[str, list[str]] = {
    Contract.FIXED_TERM: ["TEMPORARY"],
    Contract.SESSIONAL: ["PER_DIEM"],
    Contract.FREELANCE: ["CONTRACTOR"],
    Contract.INTERNSHIP: ["INTERN"],
    Contract.VOLUNTEER: ["VOLUNTEER"],
    Contract.TRUSTEE: ["VOLUNTEER"],
    WorkingTime.FULL: ["FULL_TIME"],
    WorkingTime.PART: ["PART_TIME"],
    WorkingTime.EITHER: ["FULL_TIME", "PART_TIME"],
}
