-- Rows with the same period, product, provider, amount and units as an earlier row of the same client, in all and the
-- first of them. Without clients two equal rows may be two people's. Only where `seen` leaves room for such rows are the
-- rows themselves compared.
WITH suspect AS (
    SELECT client, year, category, product FROM used WHERE client IS NOT NULL
    GROUP BY ALL HAVING sum(row_count) > bit_count(bit_or(seen))
), found AS (
    SELECT max({file: file, line: line}) AS place, count(*) - 1 AS more, (count(*) - 1) * cents AS cents
    FROM declaration SEMI JOIN suspect USING (client, year, category, product)
    WHERE cents <> 0
    GROUP BY client, year, month, category, product, provider, cents, units
    HAVING count(*) > 1
)
SELECT sum(more), sum(cents), min(place, 10) FROM found;
