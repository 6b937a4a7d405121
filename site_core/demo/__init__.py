"""The demo charity and the factories that make it."""
