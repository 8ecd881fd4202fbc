-- Rows of which a unit costs far more or far less than is usual for the product.
SELECT file, line, year, law, category, product, cents, usual, cents * 1000000 // units
FROM declaration JOIN price USING (year, law, category, product)
WHERE units > 0 AND cents > 0 AND usual > 0 AND cells >= getvariable('least_cells')
    AND (CAST(cents AS HUGEINT) * 1000000 >= CAST(usual AS HUGEINT) * units * getvariable('times')
        OR CAST(cents AS HUGEINT) * 1000000 * getvariable('times') <= CAST(usual AS HUGEINT) * units)
ORDER BY file, line;
