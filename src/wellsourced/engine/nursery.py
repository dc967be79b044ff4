"""Imported once by the server that reading processes are forked off: what each of them would else load by itself.

The language model, the word lists and the compiled patterns take 3 s and 300 MB; forked processes begin at once, share
these, and hold 40 MB of their own after some articles (measured on Linux; 200 of 200 began). Nothing here may start a
thread: of a process with threads, forking copies one and the locks of all.
"""

from __future__ import annotations

import gc
import os
import signal
from contextlib import suppress

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read when numpy is loaded, below

from ..errors import ModelMissing
from ..pipeline import read_article
from ..read.language import load_model
from ..records import Article, Block
from . import GARBAGE

# Enough for every stage to find something, and so to load what it needs
TEXT = (
    "SOLVAR (MNA) – “We were late,” Mayor Lena Orlop told reporters on Monday. At least 12 people died on 5 May, the "
    "ministry said, and it denied that Torland had asked Kesh to bomb the town."
)

signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches all processes; the one that asked ends the others
with suppress(ModelMissing):  # who needs it says so
    read_article(Article("warm", "", TEXT, (Block("paragraph", 0, len(TEXT)),)), load_model())
gc.set_threshold(GARBAGE)
gc.collect()
gc.freeze()  # what is here stays: a collection in a forked process neither walks over it nor copies its pages
