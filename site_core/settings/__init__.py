"""Settings: `base` reads the environment; development, production and test choose from it."""
