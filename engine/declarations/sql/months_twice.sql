-- Months that two files both hold: of the places and acts that stand in both, nearly everything is equal in amount, units
-- and rows. How many rows that are in the later of the two files, and what they come to. Everything is read again, so
-- it is only asked where there are several files and no clients.
WITH held AS MATERIALIZED (
    SELECT file, year, month, law, municipality, category, product, provider,
        CAST(sum(cents) AS BIGINT) AS cents, CAST(sum(units) AS BIGINT) AS units, count(*) AS row_count
    FROM declaration
    GROUP BY file, year, month, law, municipality, category, product, provider
), place AS (
    SELECT file, year, month, law, municipality, count(*) AS cells FROM held
    GROUP BY file, year, month, law, municipality
), shared AS (
    SELECT one.file AS one, other.file AS other, year, month, least(sum(one.cells), sum(other.cells)) AS cells
    FROM place AS one JOIN place AS other USING (year, month, law, municipality)
    WHERE one.file < other.file
    GROUP BY one.file, other.file, year, month
), alike AS (
    SELECT one.file AS one, other.file AS other, year, month, count(*) AS cells, sum(row_count) AS many,
        sum(cents) AS cents
    FROM held AS one
        JOIN held AS other USING (year, month, law, municipality, category, product, provider, cents, row_count)
    WHERE one.file < other.file AND one.units IS NOT DISTINCT FROM other.units
    GROUP BY one.file, other.file, year, month
)
SELECT one, other, year, month, many, cents FROM alike JOIN shared USING (one, other, year, month)
WHERE alike.cells >= getvariable('least_alike') AND alike.cells * 100 >= shared.cells * getvariable('percent_alike')
ORDER BY one, other, year, month;
