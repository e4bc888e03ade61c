"""Stories about user actions."""
