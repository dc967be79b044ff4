-- What gave no article, and which articles and stories were looked at less closely than the others, and why.
SELECT address, error FROM pages WHERE error IS NOT NULL
UNION ALL
SELECT id AS address, error FROM readings WHERE error IS NOT NULL
UNION ALL
SELECT story AS address, 'not compared: ' || error AS error FROM compared WHERE error IS NOT NULL
