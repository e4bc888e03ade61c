"""Stories about the exchange."""
