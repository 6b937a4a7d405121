"""What editors find in the admin beside the pages: dashboard, reports, checks, and care for links."""
