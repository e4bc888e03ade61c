"""Stories about the sign_in screen."""
