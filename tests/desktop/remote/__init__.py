"""Stories about the way to the server."""
