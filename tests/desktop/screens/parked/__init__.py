"""Stories of parked opinions."""
