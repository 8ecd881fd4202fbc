-- What an analyst would write by hand for the figures and findings of `stuurwijzer market`, on generated declarations.
-- Nothing is checked, refused or made unreadable; a row is taken to be good. Statements are named by the line before.
-- This text is the comparator of the figures in the README: it is reviewed and stays as it is.

-- part: figures
-- name: segment
CREATE TEMP TABLE segment (law VARCHAR, category VARCHAR, segment VARCHAR);

-- name: cell
CREATE TEMP TABLE cell AS
SELECT year, month, law, municipality, category, product, provider, sum(cents) AS cents, sum(units) AS units,
    sum(cents) FILTER (cents < 0) AS negative_cents, count(*) FILTER (cents < 0) AS negative_rows
FROM declaration
GROUP BY ALL;

-- name: used
CREATE TEMP TABLE used AS
SELECT year, law, municipality, category, product, client, sum(cents) AS cents
FROM declaration
GROUP BY ALL;

-- name: amount
CREATE TEMP VIEW amount AS
SELECT cell.*, coalesce(segment.segment, '') AS segment FROM cell LEFT JOIN segment USING (law, category);

-- name: by_provider
SELECT year, law, segment, provider, sum(cents) FROM amount GROUP BY ALL;

-- name: by_month
SELECT year, month, law, segment, municipality, sum(cents) FROM amount GROUP BY ALL;

-- name: by_municipality
SELECT year, law, segment, municipality, sum(cents), count(DISTINCT provider) FROM amount GROUP BY ALL;

-- name: unmapped
SELECT law, category, product, sum(cents) FROM amount WHERE segment = '' GROUP BY ALL;

-- name: persons
SELECT year, law, segment, municipality, count(DISTINCT client)
FROM (SELECT used.*, coalesce(segment.segment, '') AS segment FROM used LEFT JOIN segment USING (law, category)) AS u
GROUP BY GROUPING SETS ((year, law, segment, municipality), (year, law, segment), (year, law), (year));

-- part: findings
-- name: names
SELECT provider, provider_name, sum(cents) FROM declaration GROUP BY ALL;

-- name: negative
SELECT sum(negative_rows), sum(negative_cents) FROM cell;

-- name: negative_rows
SELECT line, cents FROM declaration WHERE cents < 0 ORDER BY line LIMIT 10;

-- name: twice
SELECT sum(more), sum(cents), min(line, 10)
FROM (
    SELECT max(line) AS line, count(*) - 1 AS more, (count(*) - 1) * cents AS cents
    FROM declaration
    WHERE cents <> 0
    GROUP BY client, year, month, category, product, provider, cents, units
    HAVING count(*) > 1
);

-- name: price
CREATE TEMP TABLE price AS
SELECT year, law, category, product, quantile_disc(CAST(cents * 1000 // units AS BIGINT), 0.5) AS usual, count(*) AS cells
FROM cell WHERE units > 0 AND cents > 0
GROUP BY ALL;

-- name: far_off
SELECT year, category, product, count(*), sum(cents), min(line, 10)
FROM declaration JOIN price USING (year, law, category, product)
WHERE units > 0 AND cents > 0 AND cells >= 5
    AND (cents * 1000 >= usual * units * 20 OR cents * 1000 * 20 <= usual * units)
GROUP BY ALL;

-- name: costly
WITH person AS (
    SELECT year, segment, client, sum(cents) AS cents FROM used JOIN segment USING (law, category) GROUP BY ALL
), middle AS (
    SELECT year, segment, quantile_disc(CAST(cents AS BIGINT), 0.5) AS usual, count(*) AS clients
    FROM person WHERE cents > 0 GROUP BY ALL
)
SELECT year, segment, count(*), sum(cents), usual
FROM person JOIN middle USING (year, segment)
WHERE clients >= 30 AND cents >= usual * 25
GROUP BY ALL;
