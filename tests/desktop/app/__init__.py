"""Stories about the composition root."""
