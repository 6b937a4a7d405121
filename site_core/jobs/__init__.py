"""The scheduler, and the sweeping of what is due."""
