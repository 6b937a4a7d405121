"""How the worker delivers the outbox (owner: site_core/mail)."""

from environ import Env

env = Env()

# "smtp" sends; "mailbox" keeps every message for the demo mailbox's page.
MAIL_TRANSPORT: str = env.str("MAIL_TRANSPORT", default="smtp")
EMAIL_HOST: str = env.str("EMAIL_HOST", default="localhost")
EMAIL_PORT: int = env.int("EMAIL_PORT", default=587)
EMAIL_HOST_USER: str = env.str("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD: str = env.str("EMAIL_HOST_PASSWORD", default="")
# STARTTLS (port 587). For a server that wants TLS from the first byte (port 465): EMAIL_USE_SSL instead.
EMAIL_USE_SSL: bool = env.bool("EMAIL_USE_SSL", default=False)
EMAIL_USE_TLS: bool = env.bool("EMAIL_USE_TLS", default=not EMAIL_USE_SSL)
# Seconds for each step of the talk with the server. Generous: hanging up on a server that is still
# storing a message sends that message twice (RFC 5321, 4.5.3.2.6).
EMAIL_TIMEOUT: int = env.int("EMAIL_TIMEOUT", default=60)
