"""公示: the public notice as a legal clock. What hardship files, aid lists and nominations must pass before their next
step: a masked list posted for so many days, objections against its lines, and no further before the last day is over.
"""
