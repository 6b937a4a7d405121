"""Strangers' words in a CSV file: they stay words when somebody opens it in a spreadsheet."""

# A spreadsheet takes what begins so for a formula, and a formula can fetch or send.
# https://owasp.org/www-community/attacks/CSV_Injection
BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_words(value: str) -> str:
    """Put an apostrophe before what would be a formula."""
    return f"'{value}" if value.startswith(BEGINS_A_FORMULA) else value


def as_typed(value: str) -> str:
    """Take away the apostrophe of `as_words`, for a file of ours that comes back."""
    return value[1:] if value.startswith("'") and value[1:].startswith(BEGINS_A_FORMULA) else value
