"""Stories about the product, in folders that mirror its packages."""
