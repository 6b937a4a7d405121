"""The strong colours; each section owns one. The stylesheet knows them by these keys (`data-hue`)."""

HUES: list[tuple[str, str]] = [
    ("sun", "Sun yellow"),
    ("brick", "Brick red"),
    ("sea", "Sea green"),
    ("heather", "Heather purple"),
    ("ink", "Ink blue"),
]
DEFAULT_HUE = "sea"
