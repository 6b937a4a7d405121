"""Search for people, and the site map: which pages can be found, how they are ranked and shown."""
