-- Clients of whom a segment costs far more in a year than of the middle client: how many, and what they cost together.
WITH middle AS (
    SELECT year, segment, quantile_disc(cents, 0.5) AS usual, count(*) AS clients
    FROM person WHERE segment <> '' AND cents > 0 GROUP BY year, segment
)
SELECT year, segment, count(*), sum(cents), usual
FROM person JOIN middle USING (year, segment)
WHERE usual > 0 AND clients >= getvariable('least_clients') AND cents >= usual * getvariable('client_times')
GROUP BY year, segment, usual
ORDER BY year, segment;
