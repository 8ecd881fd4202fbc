SELECT year, act, segment, provider, sum(cents) FROM amount GROUP BY ALL ORDER BY ALL;
