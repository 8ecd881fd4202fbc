-- Clients of whom a segment costs far more in a year than of the middle client: how many, and what they cost together.
WITH total AS (
    SELECT year, segment, client, sum(cents) AS cents
    FROM declaration JOIN product_segment USING (law, category, product)
    WHERE client IS NOT NULL AND segment <> ''
    GROUP BY year, segment, client
), middle AS (
    SELECT year, segment, quantile_disc(CAST(cents AS BIGINT), 0.5) AS usual, count(*) AS clients
    FROM total WHERE cents > 0 GROUP BY year, segment
)
SELECT year, segment, count(*), sum(cents), usual
FROM total JOIN middle USING (year, segment)
WHERE usual > 0 AND clients >= getvariable('least_clients') AND cents >= usual * getvariable('client_times')
GROUP BY year, segment, usual
ORDER BY year, segment;
