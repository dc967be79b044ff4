"""Where accounts part, and where they only seem to.

One module a kind: `amounts` (figures), `denials`, `changes` (positions), `wordings` and `headlines` (paraphrase
stronger), `altered` (quotes), `facts` (participants, time), `places`. Each gives findings; `find` turns them into
disagreements between claims and sets the status of these. Other scope, place, window or object is no disagreement and
is told as compatible.
"""

from .find import find_disagreements

__all__ = ["find_disagreements"]
