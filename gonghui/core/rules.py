"""What rules answer with: a sentence that says why not. Only the standard library, as in every `rules.py`."""


class Reason(str):
    """A whole sentence with facts in it: reads as Chinese, and keeps sentence and facts apart for translation.

    `Reason(_("会员不足%(least)d人。"), least=25)`; where it has no facts a plain sentence serves as well.
    """

    sentence: str
    facts: dict

    def __new__(cls, sentence, **facts):
        reason = super().__new__(cls, sentence % facts)
        reason.sentence, reason.facts = sentence, facts
        return reason

    def said(self, translate):
        """The sentence in the reader's language."""
        return translate(self.sentence) % self.facts
