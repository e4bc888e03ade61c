"""The tour: the real client played through its screens, a picture per step."""
