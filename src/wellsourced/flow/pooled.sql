-- merged articles and the pool of each -> articles beside the others of their pool.
SELECT a.id, a.addresses, a.record, a.words, p.pool, p.part
FROM merged AS a
JOIN pools AS p ON p.article = a.id
