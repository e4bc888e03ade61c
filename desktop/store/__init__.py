"""The local encrypted store: replica, outbox, drafts, attachments; the client's only SQL."""
