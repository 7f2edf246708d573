"""帮扶资金: where the money of the aid programmes comes from, what it may be used for, who received it, and that it adds
up: allocations under minuted decisions, a double-entry ledger in fen, pay runs through the bank, proof three ways."""
