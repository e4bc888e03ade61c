"""Stories about the shell screen."""
