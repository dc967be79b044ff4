-- fingerprints(article, hash), each pair once -> pairs of articles with $least or more fingerprints in common.
--
-- A fingerprint of up to $cut articles pairs all of them. One of more, which a text with very many copies has as well as
-- a set phrase, pairs each with the first of them only: so the work grows with the number of fingerprints and not with
-- the square of the copies, and the copies of one text still hang together. One of more than $most articles is the foot
-- of an outlet's pages, and pairs none.
WITH spread AS (
    SELECT hash, count(*) AS articles, min(article) AS first
    FROM fingerprints
    GROUP BY hash
    HAVING count(*) BETWEEN 2 AND $most
),
shared AS (
    SELECT f.article, f.hash, s.articles, s.first
    FROM fingerprints AS f
    JOIN spread AS s ON f.hash = s.hash
),
met AS (
    SELECT a.article AS one, b.article AS other
    FROM shared AS a
    JOIN shared AS b ON a.hash = b.hash AND a.article < b.article
    WHERE a.articles <= $cut AND b.articles <= $cut
    UNION ALL
    SELECT first AS one, article AS other
    FROM shared
    WHERE articles > $cut AND article > first
)
SELECT one, other, count(*) AS fingerprints
FROM met
GROUP BY one, other
HAVING count(*) >= $least
ORDER BY one, other
