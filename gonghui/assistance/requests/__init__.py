"""帮扶中心接待: the assistance centre's desk: a worker's matter is received, answered and closed. Serves the passage on first
reporter, first spokesman and first helper."""
