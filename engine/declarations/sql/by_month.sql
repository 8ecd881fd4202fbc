SELECT year, month, act, segment, municipality, sum(cents), sum(row_count) FROM amount GROUP BY ALL ORDER BY ALL;
