"""Pages of hardship files, of what is put into them, and of what was decided on them."""
