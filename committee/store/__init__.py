"""TOML <-> Account: reading with all problems at once, one canonical writer, positions, safe files.

document = store.read(path)
store.save(path, account, document.digest, document.newline)
"""

from committee.store.document import Document, digest
from committee.store.files import read, save, save_bytes
from committee.store.finding import Found, find_accounts
from committee.store.mending import mend
from committee.store.reader import read_text, unread
from committee.store.schema import schema
from committee.store.writer import write_text

__all__ = [
    "Document",
    "Found",
    "digest",
    "find_accounts",
    "mend",
    "read",
    "read_text",
    "save",
    "save_bytes",
    "schema",
    "unread",
    "write_text",
]
