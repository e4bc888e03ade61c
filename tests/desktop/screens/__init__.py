"""Stories about what a person sees and does."""
