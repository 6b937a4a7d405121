"""Several blogs, posts, bylines and comments."""
