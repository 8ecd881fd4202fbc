-- The first heavy statement: all rows at once, to amounts by month, place, product and provider.
SELECT year, month, law, municipality, category, product, provider,
    CAST(sum(cents) AS BIGINT) AS cents, CAST(sum(units) AS BIGINT) AS units, count(*) AS row_count
FROM declaration
GROUP BY year, month, law, municipality, category, product, provider;
