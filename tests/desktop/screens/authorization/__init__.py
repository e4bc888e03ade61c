"""Stories of authorization."""
