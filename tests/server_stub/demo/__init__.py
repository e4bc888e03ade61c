"""Stories about the demo's data."""
