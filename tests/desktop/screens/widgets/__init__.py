"""Stories of the shared widgets."""
