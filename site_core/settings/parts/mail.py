"""How the worker delivers the outbox (owner: site_core/mail)."""

from environ import Env

env = Env()

# "smtp" sends; "mailbox" keeps every message for the demo mailbox's page.
MAIL_TRANSPORT: str = env.str("MAIL_TRANSPORT", default="smtp")
EMAIL_HOST: str = env.str("EMAIL_HOST", default="localhost")
EMAIL_PORT: int = env.int("EMAIL_PORT", default=587)
EMAIL_HOST_USER: str = env.str("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD: str = env.str("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS: bool = env.bool("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT: int = env.int("EMAIL_TIMEOUT", default=30)
