"""Stories about the home screen."""
