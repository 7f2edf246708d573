"""灾害救助: what befell which townships, who was struck, household by household, and what was granted. Serves the passage
on the flood."""
