"""Pages of posts and accounts, of duties and terms."""
