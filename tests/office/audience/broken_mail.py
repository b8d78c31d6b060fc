"""A mail server that is down."""

from django.core.mail.backends.base import BaseEmailBackend


class Down(BaseEmailBackend):
    """Refuses every letter."""

    def send_messages(self, email_messages):
        raise ConnectionRefusedError("the mail server is down")
