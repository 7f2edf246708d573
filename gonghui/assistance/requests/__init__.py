"""帮扶中心接待: every worker's matter is received, answered and closed: who came with what, who reports it, who speaks for
him and who helps first, where it was referred, by when it is answered, and whether he was content."""
