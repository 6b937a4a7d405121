"""`make bench`: how fast the site answers, beside what its server could answer at most."""
