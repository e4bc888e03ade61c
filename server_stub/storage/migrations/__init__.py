"""Alembic's scripts; `server_stub.storage.migrate` runs them, also on existing data folders."""
