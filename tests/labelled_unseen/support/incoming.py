"""Reads what the client sent, for all handlers."""


class Incoming:
    """A request as the handlers of the shop see it."""

    def __init__(self, request):
        self.request = request

    def form_field(self, name):
        """Gives a field of the form, empty where absent."""
        return self.request.form.get(name, "")
