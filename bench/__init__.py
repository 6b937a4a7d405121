"""`make bench`: how fast the site answers, beside what its server could answer at most."""

# The address of the bare answer, followed by the number of bytes to answer with.
BARE = "/.bench/bare/"
