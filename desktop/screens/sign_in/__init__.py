"""Signing in, working offline with a known profile, and choosing what to manage."""
