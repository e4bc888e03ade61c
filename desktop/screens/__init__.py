"""The Qt side of the client: one folder per screen, and `widgets` that they share."""
