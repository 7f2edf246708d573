"""Tests of reading old summaries, and the summaries with answers that the bench reads."""
