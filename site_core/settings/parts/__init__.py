"""Settings of one subject each, gathered by `base`."""
