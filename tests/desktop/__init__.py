"""Stories about the client, mirrored package by package."""
