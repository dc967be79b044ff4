"""Where articles of a whole corpus meet: joins over all of them, one .sql file each, in SQL that DuckDB runs.

`compare` looks closely at the articles of one story; this says which of very many articles are worth that look. Needs
the extra `corpus` (`pip install wellsourced[corpus]`); nothing here is imported by the rest.
"""
