-- Rows of which a unit costs far more or far less than is usual for the product: how many, what they cost, the usual
-- price and the first rows. `hundredfold`: about a hundred times as much or as little. Most rows cost neither more than
-- the cheapest product may nor less than the dearest may, and are not looked at.
WITH unlike AS (
    SELECT file, line, year, law, category, product, cents, units, CAST(cents AS HUGEINT) * 1000000 // units AS price
    FROM declaration
    WHERE units > 0 AND cents > 0
        AND (CAST(cents AS DOUBLE) / units >= getvariable('dear')
            OR CAST(cents AS DOUBLE) / units <= getvariable('cheap'))
), found AS (
    SELECT * FROM unlike JOIN price USING (year, law, category, product)
    WHERE CAST(cents AS HUGEINT) * 1000000 >= CAST(usual AS HUGEINT) * units * getvariable('times')
        OR CAST(cents AS HUGEINT) * 1000000 * getvariable('times') <= CAST(usual AS HUGEINT) * units
)
SELECT price BETWEEN getvariable('least_fold') * usual AND getvariable('most_fold') * usual
        OR usual BETWEEN getvariable('least_fold') * price AND getvariable('most_fold') * price AS hundredfold,
    year, category, product, count(*), sum(cents), arg_min(usual, {file: file, line: line}),
    min({file: file, line: line}, 10)
FROM found
GROUP BY hundredfold, year, category, product
ORDER BY NOT hundredfold, year, category, product;
