"""Stories about the reference server."""
