"""困难职工档案: one household, one file, under dynamic management: who is in hardship, why, and since when."""
