"""Pages of notices, of their lines and objections, and the page that the public reads."""
