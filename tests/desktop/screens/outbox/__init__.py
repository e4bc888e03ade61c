"""Stories of outbox."""
