"""帮扶: hardship files, aid and money, disasters, the assistance centre and jobs."""
