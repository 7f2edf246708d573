"""三、帮扶: help that reaches a worker in hardship, by rule, with money that adds up."""
