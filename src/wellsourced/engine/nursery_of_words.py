"""Imported once by the server that reading processes are forked off, where a step asks for no language model: what each
of them would else load by itself, and again for every step.

Word lists, compiled patterns, and what pyarrow imports when it makes its first array (pandas, where it is installed)
take half a second of each process. Nothing here may start a thread (see `nursery`).
"""

from __future__ import annotations

import gc
import os

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read when numpy is loaded, below
# Read when pyarrow is: its own allocator sets a gigabyte aside with the first array, which would count as data that a
# task may have
os.environ["ARROW_DEFAULT_MEMORY_POOL"] = "system"

import pyarrow as pa

from ..compare.stories import find_marks, words_of
from ..pipeline import compare_words, group_words, read_one, read_words
from ..read import html as html  # what pages of markup need
from ..records import Page
from . import GARBAGE

# Enough for every stage to find something, and so to load what it needs
TEXT = (
    "Town sells its ferry\n\nBy Lena Orlop\n\nSOLVAR (MNA) – The ferry at Solvar was sold for 12 million on Monday, "
    "the harbour office said.\n\nIts captain told the Solvar Post that nobody had asked him, and that he would stay.\n"
)

articles = [read_one(Page(outlet, TEXT, "text", outlet=outlet)) for outlet in ("Solvar Post", "Kesh Herald")]
group_words((article.id, words_of(article)) for article in articles)
find_marks(words_of(articles[0]))
compare_words([read_words(article) for article in articles])
pa.array([""])
gc.set_threshold(GARBAGE)
gc.collect()
gc.freeze()
