"""One function per user action: blocking, keyword-only, returning what changed.

Reads stand in `browsing`; everything else acts. A function checks the rules that the domain knows,
then writes the outbox or asks the server; it never touches rows that came from the server.
"""
