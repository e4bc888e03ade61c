"""The server as seen from the client: the only package that knows the HTTP library.

What goes wrong leaves this package as one of `desktop.domain.errors`.
"""
