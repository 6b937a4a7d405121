"""Encryption of what must be read again: the seeds of second factors."""

from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def encrypt(text: str) -> str:
    """Encrypt with a key made from `SECRET_KEY`."""
    return _fernet().encrypt(text.encode()).decode()


def decrypt(token: str) -> str:
    """Decrypt with `SECRET_KEY` or one of its fallbacks; raises cryptography's InvalidToken."""
    return _fernet().decrypt(token.encode()).decode()


def _fernet() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derive(key)) for key in keys])


def _derive(key: str) -> bytes:
    return urlsafe_b64encode(sha256(b"site_core.accounts.encryption" + key.encode()).digest())
