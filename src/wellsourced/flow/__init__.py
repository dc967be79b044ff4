"""What a corpus is read by, step by step: functions of rows (`steps`), and joins over all articles, one .sql file each,
in SQL that DuckDB and Spark run; `corpus` has their order, `engine` does them.

`compare` looks closely at the articles of one story; this says which of very many articles are worth that look. Needs
the extra `corpus` (`pip install wellsourced[corpus]`); only `corpus` and `engine` import it.
"""
