"""The design system: what several screens share. Placeholder text while it is being built."""
