"""Stories about the rules of the field."""
