-- marks(article VARCHAR, day INTEGER, mark VARCHAR, weight INTEGER), each mark of an article once, day null where it is
-- not known -> pairs(one, other, weight): the near pairs of articles that are kept, one < other, in order.
--
-- What a near pair is stands in compare/stories/pools.py; $near, $days, $most and $neighbours are its NEAR, DAYS, MOST
-- and NEIGHBOURS. A dated article meets those of its own period and, one way, those of the next one: so every pair
-- meets once, and joins are on equal keys.
WITH placed AS (
    SELECT article, day, mark, weight, day - ((day % $days) + $days) % $days AS period
    FROM marks
),
in_period AS (
    SELECT mark, period
    FROM placed
    WHERE day IS NOT NULL
    GROUP BY mark, period
    HAVING count(*) <= $most
),
in_all AS (
    SELECT mark
    FROM placed
    GROUP BY mark
    HAVING count(*) BETWEEN 2 AND $most AND count(*) > count(day)
),
dated AS (
    SELECT p.article, p.day, p.mark, p.weight, p.period
    FROM placed AS p
    JOIN in_period AS i ON p.mark = i.mark AND p.period = i.period
),
any_day AS (
    SELECT p.article, p.day, p.mark, p.weight
    FROM placed AS p
    JOIN in_all AS i ON p.mark = i.mark
),
met AS (
    SELECT a.article AS one, b.article AS other, a.weight * b.weight AS weight
    FROM dated AS a
    JOIN dated AS b ON a.mark = b.mark AND a.period = b.period AND a.article < b.article
    UNION ALL
    SELECT least(a.article, b.article) AS one, greatest(a.article, b.article) AS other, a.weight * b.weight AS weight
    FROM dated AS a
    JOIN dated AS b ON a.mark = b.mark AND a.period + $days = b.period
    WHERE b.day - a.day <= $days
    UNION ALL
    SELECT least(a.article, b.article) AS one, greatest(a.article, b.article) AS other, a.weight * b.weight AS weight
    FROM any_day AS a
    JOIN any_day AS b ON a.mark = b.mark
    WHERE a.day IS NULL AND (b.day IS NOT NULL OR a.article < b.article)
),
near AS (
    SELECT one, other, CAST(sum(weight) AS BIGINT) AS weight
    FROM met
    GROUP BY one, other
    HAVING sum(weight) >= $near
),
beside AS (
    SELECT one AS article, other AS neighbour, one, other, weight FROM near
    UNION ALL
    SELECT other AS article, one AS neighbour, one, other, weight FROM near
),
ranked AS (
    SELECT one, other, weight, row_number() OVER (PARTITION BY article ORDER BY weight DESC, neighbour) AS place
    FROM beside
)
SELECT DISTINCT one, other, weight
FROM ranked
WHERE place <= $neighbours
ORDER BY one, other
