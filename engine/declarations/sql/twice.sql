-- Rows with the same period, product, provider, amount and units as an earlier row of the same client. Without clients two equal rows may be two people's.
SELECT min(file), min(line), max(file), max(line), count(*) - 1, (count(*) - 1) * cents
FROM declaration
WHERE client IS NOT NULL AND cents <> 0
GROUP BY client, year, month, product, category, provider, cents, units
HAVING count(*) > 1
ORDER BY min(file), min(line);
