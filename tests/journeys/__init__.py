"""Whole stories through the real window, the real store and the real server."""
