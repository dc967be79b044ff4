"""Templates compiled once and kept beside their source, as Python keeps its modules: compiling them anew took a tenth
of the time from five pages to their dossier."""

from __future__ import annotations

import os
import sys
from importlib.util import cache_from_source
from pickle import UnpicklingError

import jinja2
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class Compiled(BytecodeCache):
    """Keeps the code of templates where Python keeps that of modules beside them, or does not keep it.

    What is kept holds for a template's text, the library's version and the environment's `options`. Where nothing can
    be written, templates are compiled each time.
    """

    def __init__(self, options: str) -> None:
        self._options = options

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        return cache_from_source(f"{filename or name}.jinja")

    def get_source_checksum(self, source: str) -> str:
        return super().get_source_checksum("\n".join((jinja2.__version__, self._options, source)))

    def load_bytecode(self, bucket: Bucket) -> None:
        try:
            with open(bucket.key, "rb") as kept:
                bucket.load_bytecode(kept)
        except (OSError, EOFError, ValueError, UnpicklingError):  # not there, or not whole
            return

    def dump_bytecode(self, bucket: Bucket) -> None:
        if sys.dont_write_bytecode:
            return
        unfinished = f"{bucket.key}.{os.getpid()}"
        try:
            os.makedirs(os.path.dirname(bucket.key), exist_ok=True)
            with open(unfinished, "wb") as kept:
                bucket.write_bytecode(kept)
            os.replace(unfinished, bucket.key)
        except OSError:
            return
