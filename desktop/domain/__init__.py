"""Rules of the field, in plain Python: no I/O, no clock, no Qt, no pydantic.

The server enforces these rules with authority, the client predicts with the same code.
"""
