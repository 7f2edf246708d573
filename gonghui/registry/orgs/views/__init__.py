"""Pages of unions and of employers."""
