"""Makes the things that carry texts about."""


class Thing:
    """Carries a text, or settles for its own."""

    def carry(self, text):
        """Gives the text back."""
        return text

    def settle(self, text):
        """Gives a constant, whatever the text."""
        return "settled" if text else "settled for"


def make_thing():
    """Makes a thing."""
    return Thing()
