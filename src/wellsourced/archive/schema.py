"""The tables of an archive.

What came in is kept as it came (`pages`, `decisions`); everything else is made from it and can be made again. An
article is what one or more pages gave; its reading and its stories' comparisons are kept as the JSON of their records,
and beside them rows by which they are found.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, MetaData, String, Table, Text

VERSION = 3

metadata = MetaData()

state = Table(
    "state", metadata,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)  # fmt: skip
pages = Table(
    "pages", metadata,
    Column("id", String(64), primary_key=True),  # a hash of the page, so that none is read twice
    Column("address", Text, nullable=False),
    Column("page", Text, nullable=False),  # the Page without its content, as JSON
    Column("content", LargeBinary, nullable=False),  # its bytes or characters, compressed
    Column("article", String(20), index=True),  # null: it gave none
    Column("found", Text),  # the Article as this page gives it
    Column("error", Text),  # why it gave none
)  # fmt: skip
articles = Table(
    "articles", metadata,
    Column("id", String(20), primary_key=True),
    Column("outlet", Text),
    Column("title", Text),
    Column("day", String(10)),
    Column("article", Text, nullable=False),  # the Article that its pages give together
    Column("reading", Text),  # null until it is read
    Column("digest", String(64)),  # of the reading
)  # fmt: skip
comparisons = Table(
    "comparisons", metadata,
    Column("digest", String(64), primary_key=True),  # of the readings that were compared, and of decisions on them
    Column("comparison", Text, nullable=False),
)  # fmt: skip
stories = Table(
    "stories", metadata,
    Column("id", String(20), primary_key=True),
    Column("topic", String(24), nullable=False),
    Column("title", Text, nullable=False),
    Column("first_day", String(10)),
    Column("last_day", String(10)),
    Column("articles", Integer, nullable=False),
    Column("outlets", Integer, nullable=False),
    Column("origins_low", Integer, nullable=False),
    Column("origins_high", Integer, nullable=False),
    Column("disagreements", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("place", String(44), nullable=False),  # the first article of its topic and its own: the order of a dossier
)  # fmt: skip
members = Table(
    "members", metadata,
    Column("article", String(20), primary_key=True),
    Column("story", String(20), nullable=False, index=True),
)  # fmt: skip
# What can be searched: paragraphs, quotes, claims and names, each in one article (names and claims: of one story)
words = Table(
    "words", metadata,
    Column("id", Integer, primary_key=True),
    Column("kind", String(10), nullable=False),
    Column("article", String(20), index=True),
    Column("story", String(20), index=True),
    Column("record", String(24), nullable=False),
    Column("speaker", Text),
    Column("status", String(20)),
    Column("words", Text, nullable=False),
)  # fmt: skip
Index("articles_by_day", articles.c.day)
words_by_record = Index("words_by_record", words.c.record)

# ---- since version 2 --------------------------------------------------------------------------

# What people decided about names, in the order of deciding; of several about the same names the last one is in force
decisions = Table(
    "decisions", metadata,
    Column("id", Integer, primary_key=True),
    Column("verdict", String(10), nullable=False),
    Column("left", Text, nullable=False),
    Column("right", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("made", String(20), nullable=False),  # when: 2024-03-04T12:30:00Z
    sqlite_autoincrement=True,  # an id is never used again: what is undone stays undone
)  # fmt: skip
# The names in each article, by the keys that decisions are about
names = Table(
    "names", metadata,
    Column("article", String(20), primary_key=True),
    Column("key", Text, primary_key=True, index=True),
)  # fmt: skip
# Who and what each story names. Those that are one over all stories share a `person`
identities = Table(
    "identities", metadata,
    Column("id", String(24), primary_key=True),
    Column("story", String(20), nullable=False, index=True),
    Column("person", String(24), nullable=False, index=True),
    Column("key", Text, nullable=False, index=True),
    Column("alone", Boolean, nullable=False),  # its name does not tell that it is the same in another story
    Column("name", Text, nullable=False),
    Column("forms", Text, nullable=False),  # all it is called by, in lower case
    Column("kind", String(20), nullable=False),
    Column("mentions", Integer, nullable=False),
    Column("articles", Integer, nullable=False),
    Column("statements", Integer, nullable=False),
    Column("identity", Text, nullable=False),  # the Identity
)  # fmt: skip
# What is said, and by whom
said = Table(
    "said", metadata,
    Column("id", String(24), primary_key=True),
    Column("story", String(20), nullable=False, index=True),
    Column("article", String(20), nullable=False, index=True),
    Column("identity", String(24), index=True),  # of the source, where it is known
    Column("speaker", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("statement", Text, nullable=False),  # the Statement
)  # fmt: skip

# ---- since version 3 --------------------------------------------------------------------------

# The weightiest words of each article, and its day (`date.toordinal`; -1: not known)
marks = Table(
    "marks", metadata,
    Column("article", String(20), primary_key=True),
    Column("mark", Text, primary_key=True),
    Column("day", Integer, nullable=False),
    Column("weight", Integer, nullable=False),
)  # fmt: skip
Index("marks_by_mark", marks.c.mark, marks.c.day, marks.c.article, marks.c.weight)
# Marks that too many articles have in a period of days (in all: -1) to tell anything
crowded = Table(
    "crowded", metadata,
    Column("mark", Text, primary_key=True),
    Column("period", Integer, primary_key=True),
)  # fmt: skip
# The nearest articles to each
near = Table(
    "near", metadata,
    Column("article", String(20), primary_key=True),
    Column("neighbour", String(20), primary_key=True, index=True),
    Column("weight", Integer, nullable=False),
)  # fmt: skip
# Articles whose neighbours are known, and the pool in which their stories were looked for
neighbourhoods = Table(
    "neighbourhoods", metadata,
    Column("article", String(20), primary_key=True),
    Column("pool", String(24)),
)  # fmt: skip

# made from pages, and made again
DERIVED = (words, names, identities, said, members, stories, comparisons,
           marks, crowded, near, neighbourhoods, articles)  # fmt: skip
