"""Rules with authority. Each function gets a unit of work and never commits it."""
