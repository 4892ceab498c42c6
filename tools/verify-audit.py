#!/usr/bin/env python3
"""Verifies the record of a Wheelhouse workspace with nothing of Wheelhouse.

usage: verify-audit.py WORKSPACE [ANCHOR ...]

WORKSPACE is read, never written. An ANCHOR is a backup of it, or a file of heads as `wheelhouse-cli verify --heads`
writes them; without one a cut tail or a full rewrite cannot be seen. What is checked, and what every byte means, stands
in resources/formats/sign-off.md. Needs Python 3.9 and the package "cryptography". Ends with 0 where all holds, 1 where
something does not, 2 where the question could not be asked.
"""
import hashlib
import json
import sqlite3
import struct
import sys
from urllib.parse import quote

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

HAVE_TO_BE_SIGNED = ("approval.", "authority.", "member.", "guideline.", "belt.")


def fields(tag, *values):
    return tag + b"".join(struct.pack(">I", len(value)) + value for value in values)


def read_fields(data, tag):
    if not data.startswith(tag):
        return None
    at, found = len(tag), []
    while at < len(data):
        if len(data) - at < 4:
            return None
        (length,) = struct.unpack_from(">I", data, at)
        at += 4
        if length > len(data) - at:
            return None
        found.append(data[at:at + length])
        at += length
    return found


def wide(number):
    return struct.pack(">Q", number)


def is_signed(key, data, signature):
    try:
        Ed25519PublicKey.from_public_bytes(key).verify(signature, data)
        return True
    except (InvalidSignature, ValueError):
        return False


def open_reading(path):
    return sqlite3.connect("file:" + quote(path) + "?mode=ro", uri=True)


def has_table(store, name):
    return store.execute("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", (name,)).fetchone() is not None


class Verifier:
    def __init__(self, store):
        self.store = store
        self.troubles = []
        self.hashes = {}  # (desk, seq) -> hash, recomputed
        self.counts = {"entries": 0, "heads": 0, "sign-offs": 0, "anchors": 0}

    def trouble(self, words):
        self.troubles.append(words)

    def chain(self):
        heads = {}
        rows = self.store.execute(
            "SELECT id, desk, seq, actor, hlc, kind, payload, undoes, prev, hash FROM operation ORDER BY row")
        for oid, desk, seq, actor, hlc, kind, payload, undoes, prev, stored in rows:
            last, before = heads.get(desk, (0, bytes(32)))
            data = fields(b"wheelhouse-operation-1", oid, desk, wide(seq), actor, wide(hlc & (2**64 - 1)), kind.encode(),
                          payload.encode(), undoes or b"", prev)
            digest = hashlib.sha256(data).digest()
            if seq != last + 1:
                self.trouble(f"entries are missing or out of order before number {seq}")
            if prev != before:
                self.trouble(f"entry {seq} does not follow the one before it")
            if digest != stored:
                self.trouble(f"entry {seq} was changed after it was written")
            heads[desk] = (seq, stored)
            self.hashes[(desk, seq)] = digest
            self.counts["entries"] += 1

    def keys(self):
        return {row: (key, made, ended, member) for row, key, made, ended, member in self.store.execute(
            "SELECT k.row, k.public_key, k.made_at, k.ended_at, m.id FROM signing_key k JOIN member m ON m.row = k.member")}

    def heads(self, keys):
        signed = set()
        for desk, seq, digest, signer, at, signature in self.store.execute(
                "SELECT desk, seq, hash, signer, at, signature FROM log_head ORDER BY row"):
            key, made, ended, _ = keys.get(signer, (b"", 0, None, b""))
            self.counts["heads"] += 1
            if not is_signed(key, fields(b"wheelhouse-head-1", desk, wide(seq), digest, wide(at)), signature):
                self.trouble(f"the signature of head {seq} is forged")
            elif at < made or (ended is not None and at > ended):
                self.trouble(f"head {seq} was signed with a key that did not stand then")
            elif self.hashes.get((desk, seq)) != digest:
                self.trouble(f"head {seq} was signed over another history")
            else:
                signed.add((desk, seq))
        self.covered(signed)

    def covered(self, signed):
        # Who forges an entry cannot sign it, and a later head would cover it.
        if not signed:
            return
        first = min(seq for _, seq in signed)
        for desk, seq, kind in self.store.execute("SELECT desk, seq, kind FROM operation"):
            if kind.startswith(HAVE_TO_BE_SIGNED) and seq > first and (desk, seq) not in signed:
                self.trouble(f"entry {seq} ({kind}) lacks its own signature")

    def sign_offs(self, keys):
        rows = self.store.execute("SELECT o.statement, o.signature, o.signer, s.binding, s.digest, o.row FROM sign_off o "
                                  "JOIN submission s ON s.row = o.submission ORDER BY o.row")
        for statement, signature, signer, binding, digest, row in rows:
            key, made, ended, member = keys.get(signer, (b"", 0, None, b""))
            self.counts["sign-offs"] += 1
            said = read_fields(statement, b"wheelhouse-sign-off-1")
            if not is_signed(key, statement, signature):
                self.trouble(f"the signature of sign-off {row} is forged")
            elif said is None or len(said) != 11 or said[4] != member:
                self.trouble(f"sign-off {row} is not of the holder of its key")
            elif hashlib.sha256(binding).digest() != digest or said[1] != digest:
                self.trouble(f"sign-off {row} was given to something else")
            else:
                (at,) = struct.unpack(">Q", said[8])
                if at < made or (ended is not None and at >= ended):
                    self.trouble(f"sign-off {row} was given with a key that did not stand then")

    def anchor(self, path):
        with open(path, "rb") as file:
            is_store = file.read(16) == b"SQLite format 3\x00"
        if is_store:
            with open_reading(path) as other:
                known = other.execute("SELECT desk, max(seq), hash FROM operation GROUP BY desk").fetchall()
        else:
            with open(path, encoding="utf-8") as file:
                lines = [json.loads(line) for line in file if line.strip()]
            known = [(bytes.fromhex(each["desk"].replace("-", "")), each["seq"], bytes.fromhex(each["hash"])) for each in lines]
        for desk, seq, digest in known:
            self.counts["anchors"] += 1
            here = self.hashes.get((desk, seq))
            if here is None:
                self.trouble(f"the tail is cut: {path} knows entry {seq}, and it is not here")
            elif here != digest:
                self.trouble(f"history was rewritten: entry {seq} is another one than in {path}")


def main():
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        print(__doc__, file=sys.stderr)
        return 2
    try:
        verifier = Verifier(open_reading(sys.argv[1]))
        verifier.chain()
        if has_table(verifier.store, "signing_key"):
            keys = verifier.keys()
            verifier.heads(keys)
            verifier.sign_offs(keys)
        for path in sys.argv[2:]:
            verifier.anchor(path)
    except (OSError, ValueError, KeyError, sqlite3.Error) as error:
        print(f"verify-audit: {error}", file=sys.stderr)
        return 2
    for words in verifier.troubles:
        print(words)
    print(", ".join(f"{count} {what}" for what, count in verifier.counts.items()) + (
        ": something does not hold" if verifier.troubles else ": all holds"))
    return 1 if verifier.troubles else 0


if __name__ == "__main__":
    sys.exit(main())
