"""Rate limits, origin checks, form guards, signed links and response headers."""
