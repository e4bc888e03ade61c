"""The exchange between outbox, server and replica: push, pull, apply in one transaction.

Blocking code with an injected clock and random source; no Qt.
"""
