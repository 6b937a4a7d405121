"""The project: everything that the features blog, donations and shop stand on."""
