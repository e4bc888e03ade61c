"""Stories about the local store."""
