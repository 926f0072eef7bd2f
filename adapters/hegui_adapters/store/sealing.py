"""Encrypts documents before they are kept and opens them again. It decides nothing about which.

Each document has a data key of its own (AES-256-GCM, NIST SP 800-38D), wrapped by a key of the key file (RFC 3394); its
digest is bound to it as associated data. Stored are: `HS1`, the key's id, the wrapped data key, the nonce, the text.

The key file holds one key a line, `ID BASE64`; the last seals, all open. To change keys is to add a line.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

from hegui_adapters.failures import RefusedError
from hegui_adapters.store.documents import SEALED, AlteredError, UnreadableError
from hegui_adapters.store.signing import guarded, new_file

__all__ = ["Keyring", "add_key", "keyring"]

KEY, NONCE, ID = 32, 12, 16
WRAPPED = KEY + 8


class Keyring:
    """The keys of one key file. Give `seals` and `opens` to whoever keeps and reads documents."""

    def __init__(self, keys: Mapping[str, bytes]) -> None:
        self._keys = dict(keys)
        self._current = list(keys)[-1]

    def seals(self, digest: str, data: bytes) -> bytes:
        """The packed content of a document, encrypted."""
        own, nonce = os.urandom(KEY), os.urandom(NONCE)
        wrapped = aes_key_wrap(self._keys[self._current], own)
        text = AESGCM(own).encrypt(nonce, data, digest.encode())
        return b"".join((SEALED, self._current.encode(), wrapped, nonce, text))

    def opens(self, digest: str, data: bytes) -> bytes:
        """The reverse of `seals`.

        Raises:
            UnreadableError: the key is not in the file, or a byte was changed.
        """
        mark, name, wrapped, nonce, text = _parts(data)
        key = self._keys.get(name)
        if mark == SEALED and key is None:
            raise UnreadableError(
                f"密钥文件中没有密钥 {name}，无法打开文档 {digest[:12]}",
                f"the key file lacks the key {name} of document {digest[:12]}",
                lacking=True,
            )
        try:
            if key is not None and mark == SEALED:
                return AESGCM(aes_key_unwrap(key, wrapped)).decrypt(nonce, text, digest.encode())
        except (InvalidUnwrap, InvalidTag, ValueError):
            pass
        raise AlteredError(f"加密文档 {digest[:12]} 被改动", f"the sealed document {digest[:12]} was altered")


def _parts(data: bytes) -> tuple[bytes, str, bytes, bytes, bytes]:
    ends = (len(SEALED), len(SEALED) + ID, len(SEALED) + ID + WRAPPED, len(SEALED) + ID + WRAPPED + NONCE)
    a, b, c, d = ends
    return data[:a], data[a:b].decode("ascii", "replace"), data[b:c], data[c:d], data[d:]


def add_key(file: Path) -> str:
    """Add a new key to a key file, which is made where there is none; the key's id.

    Raises:
        RefusedError: the file cannot be written, is open to others, or is no key file.
    """
    key = os.urandom(KEY)
    name = _id(key)
    line = f"{name} {base64.b64encode(key).decode()}\n".encode()
    if not file.exists():
        new_file(file, line)
        return name
    keyring(file)
    with file.open("ab") as stream:
        stream.write(line)
    return name


def keyring(file: Path) -> Keyring:
    """The keys of a file.

    Raises:
        RefusedError: it cannot be read, is open to others, or is no key file.
    """
    try:
        keys = dict(_lines(guarded(file).decode("ascii")))
    except (ValueError, binascii.Error):
        keys = {}
    if not keys:
        raise RefusedError(
            f"{file} 不是密钥文件（每行一把：ID BASE64）", f"{file} is no key file (one a line: ID BASE64)"
        )
    return Keyring(keys)


def _lines(text: str) -> Iterator[tuple[str, bytes]]:
    for line in text.splitlines():
        name, _, coded = line.partition(" ")
        key = base64.b64decode(coded, validate=True)
        if len(key) != KEY or _id(key) != name:
            raise ValueError(name)
        yield name, key


def _id(key: bytes) -> str:
    return hashlib.sha256(b"hegui sealing key" + key).hexdigest()[:ID]
