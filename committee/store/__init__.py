"""TOML <-> Account: reading with all problems at once, one canonical writer, positions, safe files.

document = store.read(path)
store.save(path, account, document.digest, document.newline)
"""

from committee.store.document import Document, digest
from committee.store.reader import read_text
from committee.store.saving import read, save, save_bytes
from committee.store.writer import write_text

__all__ = ["Document", "digest", "read", "read_text", "save", "save_bytes", "write_text"]
