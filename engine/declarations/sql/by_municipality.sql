SELECT year, act, segment, municipality, sum(cents), count(DISTINCT provider) FROM amount GROUP BY ALL ORDER BY ALL;
