"""Stories of the review page."""
