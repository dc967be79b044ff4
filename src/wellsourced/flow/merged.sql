-- pages(page, id, address, latest, record, words, day, error, part) -> merged(id, addresses, record, words, day, part):
-- each article once, with all addresses that gave it.
--
-- The same text from one outlet under several addresses is one article; of its pages the first by address speaks for it,
-- of equal ones the one with the earliest last day.
WITH readable AS (
    SELECT * FROM pages WHERE error IS NULL
),
ranked AS (
    SELECT page, row_number() OVER (PARTITION BY id ORDER BY address, coalesce(latest, 2147483647), page) AS place
    FROM readable
),
named AS (
    SELECT id, array_sort(array_agg(DISTINCT address)) AS addresses
    FROM readable
    GROUP BY id
)
SELECT p.id, n.addresses, p.record, p.words, p.day, p.part
FROM readable AS p
JOIN ranked AS r ON r.page = p.page
JOIN named AS n ON n.id = p.id
WHERE r.place = 1
