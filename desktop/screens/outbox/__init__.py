"""发件箱: what waits, what failed and why, and the ways out of a conflict."""
