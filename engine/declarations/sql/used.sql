-- The second heavy statement: what each client used in a year and where, and what it cost; a client who is not told is null.
-- `seen` has a bit for each kind of row (its month, and a fifth of the amounts and units): fewer bits than rows say that
-- two rows may be the same.
SELECT year, law, municipality, category, product, client,
    CAST(sum(cents) AS BIGINT) AS cents, count(*) AS row_count,
    bit_or(CAST(1 AS BIGINT) << CAST((month * 5 + ((cents + coalesce(units, 0)) % 61 + 61) % 5) % 63 AS INT)) AS seen
FROM declaration
GROUP BY year, law, municipality, category, product, client;
