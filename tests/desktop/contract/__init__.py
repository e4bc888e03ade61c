"""Stories about the wire."""
