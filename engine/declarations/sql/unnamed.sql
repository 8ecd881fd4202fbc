-- Rows by municipality and segment, and how many of them name no client.
SELECT year, act, segment, municipality, sum(row_count), coalesce(sum(row_count) FILTER (WHERE client IS NULL), 0)
FROM used JOIN product_segment USING (law, category, product)
GROUP BY year, act, segment, municipality
ORDER BY year, act, segment, municipality;
