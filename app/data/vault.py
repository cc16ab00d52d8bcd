"""Keeps identity numbers, phone numbers and drafts unreadable in the database file.

The key lies beside the database, in a file of its own that a backup of the database alone doesn't hold. Sealing is
encrypt-then-MAC out of HMAC-SHA-256: the browser build has no cryptography library, see docs/decisions/0004.
"""

import base64
import hmac
import os
import secrets
from hashlib import sha256
from pathlib import Path

from app.data.errors import StorageError
from app.domain.errors import GongjiError

KEY_BYTES = 32
NONCE_BYTES = 16
TAG_BYTES = 16


class VaultError(GongjiError):
    """Something sealed can't be opened: the key file is missing, damaged, or of another install."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("数据的密钥文件不见了或不是这份数据的，身份信息打不开。请把原来的 gongji.key 放回数据文件夹。")


class Vault:
    """Seals, opens and digests texts under one key."""

    def __init__(self, key: bytes) -> None:
        """Take a key of KEY_BYTES; VaultError for any other length."""
        if len(key) != KEY_BYTES:
            raise VaultError
        self._key = key

    @classmethod
    def at(cls, path: Path) -> "Vault":
        """Give the vault whose key is in the file; made (readable by its owner only) where there is none.

        Raises:
            VaultError: the file doesn't hold a key.
            StorageError: the file can't be read or made.
        """
        try:
            if not path.exists():
                _make_key(path)
            return cls(path.read_bytes())
        except OSError as error:
            raise StorageError("读写不了密钥文件 {path}。看一下文件和文件夹的权限。", path=str(path)) from error

    def subkey(self, purpose: str) -> bytes:
        """Give a key of its own for one purpose."""
        return hmac.digest(self._key, purpose.encode(), "sha256")

    def digest(self, purpose: str, text: str) -> str:
        """Give a keyed digest by which a text can be found again, and from which it can't be read back."""
        return hmac.new(self.subkey(f"digest {purpose}"), text.encode(), sha256).hexdigest()

    def seal(self, text: str) -> str:
        """Give the text, unreadable; a new nonce each time."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        body = self._mask(nonce, text.encode())
        return base64.b64encode(nonce + body + self._tag(nonce + body)).decode()

    def unseal(self, sealed: str) -> str:
        """Give the text back.

        Raises:
            VaultError: not sealed under this key, or changed since.
        """
        try:
            raw = base64.b64decode(sealed, validate=True)
        except ValueError as error:
            raise VaultError from error
        nonce, body, tag = raw[:NONCE_BYTES], raw[NONCE_BYTES:-TAG_BYTES], raw[-TAG_BYTES:]
        if len(raw) < NONCE_BYTES + TAG_BYTES or not hmac.compare_digest(tag, self._tag(nonce + body)):
            raise VaultError
        return self._mask(nonce, body).decode()

    def _mask(self, nonce: bytes, body: bytes) -> bytes:
        """XOR with the key stream HMAC(key, nonce ‖ counter): sealing and opening are the same."""
        key = self.subkey("seal")
        blocks = (len(body) + 31) // 32
        stream = b"".join(hmac.digest(key, nonce + n.to_bytes(8, "big"), "sha256") for n in range(blocks))
        return bytes(a ^ b for a, b in zip(body, stream, strict=False))

    def _tag(self, sealed: bytes) -> bytes:
        return hmac.digest(self.subkey("tag"), sealed, "sha256")[:TAG_BYTES]


def _make_key(path: Path) -> None:
    """Write a new key whole, and give it its name only if no other process has been first."""
    whole = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    handle = os.open(whole, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        _name_if_free(whole, path)
    finally:
        whole.unlink(missing_ok=True)


def _name_if_free(whole: Path, path: Path) -> None:
    try:
        path.hardlink_to(whole)
    except FileExistsError:
        return
    except (OSError, NotImplementedError):
        # No hard links here (phones, memory cards, the browser): one process at a time, then.
        if not path.exists():
            whole.replace(path)
