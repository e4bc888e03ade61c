"""Parts that tests share: the real server, a filled replica, small doubles."""
