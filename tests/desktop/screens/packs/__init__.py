"""Stories of packs and of the file courier."""
