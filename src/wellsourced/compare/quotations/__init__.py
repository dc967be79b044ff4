"""One thing said in somebody's own words, as several articles quote it: a quotation and its readings.

    readings -> quoted stretches -> pairs that share words -> quotations, each with its readings and how they differ

`stretches` takes what stands in quotation marks, broken sentences put together again; `changes` says how two wordings
differ, and whether the sense does; `find` groups. What an outlet may do to a quote and what it may not is decided in
`changes` alone; whether to call it a disagreement is left to `disagreements`.
"""

from .find import find_quotations

__all__ = ["find_quotations"]
