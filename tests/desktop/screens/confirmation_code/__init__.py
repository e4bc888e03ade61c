"""Stories of the confirmation code."""
