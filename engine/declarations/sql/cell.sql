-- The first heavy statement: all rows at once, to amounts by month, place, product and provider.
CREATE TABLE cell AS
SELECT year, month, law, municipality, category, product, provider,
    sum(cents) AS cents, sum(units) AS units, count(*) AS row_count,
    sum(CASE WHEN cents < 0 THEN cents ELSE 0 END) AS negative_cents,
    sum(CASE WHEN cents < 0 THEN 1 ELSE 0 END) AS negative_rows
FROM declaration
GROUP BY year, month, law, municipality, category, product, provider;
