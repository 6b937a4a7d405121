"""What a publication can be, whom it is for, and what each of these is called."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of publication: its words, the colour of its cover, its name at schema.org."""

    label: str
    plural: str
    hue: str
    schema: str


KINDS: dict[str, Kind] = {
    "report": Kind("Report", "reports", "brick", "Report"),
    "publication": Kind("Publication", "publications", "heather", "CreativeWork"),
    "resource": Kind("Resource", "resources", "sea", "LearningResource"),
    "lesson": Kind("Lesson", "lessons", "sun", "LearningResource"),
    "toolkit": Kind("Toolkit", "toolkits", "ink", "LearningResource"),
}
KIND_CHOICES = [(key, kind.label) for key, kind in KINDS.items()]

AUDIENCES = [
    ("everyone", "Everyone"),
    ("teachers", "Teachers and schools"),
    ("young-people", "Young people"),
    ("parents", "Parents and carers"),
    ("communities", "Community groups"),
    ("councils", "Councils and public services"),
    ("policy", "Policy makers and researchers"),
]
KEY_STAGES = [
    ("eyfs", "Early years"),
    ("ks1", "Key stage 1"),
    ("ks2", "Key stage 2"),
    ("ks3", "Key stage 3"),
    ("ks4", "Key stage 4"),
    ("ks5", "Key stage 5"),
]
