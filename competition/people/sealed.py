"""Identity numbers, phones and PINs at rest: AES-GCM, and a keyed hash to find the same number again.

None of them is ever logged or part of an address.
"""

import base64
import hashlib
import hmac
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12


class Unreadable(Exception):
    """Sealed with another key: the secrets folder does not belong to this database."""


def seal(plain: str, key: bytes) -> str:
    """`plain`, sealed with a 32-byte key."""
    nonce = os.urandom(NONCE)
    return base64.b64encode(nonce + AESGCM(key).encrypt(nonce, plain.encode(), None)).decode()


def unseal(sealed: str, key: bytes) -> str:
    """What was sealed."""
    raw = base64.b64decode(sealed)
    try:
        return AESGCM(key).decrypt(raw[:NONCE], raw[NONCE:], None).decode()
    except InvalidTag as wrong:
        raise Unreadable from wrong


def fingerprint(plain: str, key: bytes) -> str:
    """The same for the same number, and of no use without the key."""
    return hmac.new(key, plain.encode(), hashlib.sha256).hexdigest()
