"""The shell's pages: one module a noun."""
