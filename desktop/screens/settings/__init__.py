"""设置: how the program looks, and what it says of itself."""
