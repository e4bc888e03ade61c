"""首页: how the own level stands, what is urgent, what waits in the outbox."""
