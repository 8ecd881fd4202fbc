-- Persons counted once: by municipality and segment, by segment, by act, and in all. A level that is summed over is null.
SELECT year, act, segment, municipality, count(DISTINCT client) FROM person GROUP BY year, act, segment, municipality
UNION ALL
SELECT year, act, segment, NULL, count(DISTINCT client) FROM person GROUP BY year, act, segment
UNION ALL
SELECT year, act, NULL, NULL, count(DISTINCT client) FROM person GROUP BY year, act
UNION ALL
SELECT year, NULL, NULL, NULL, count(DISTINCT client) FROM person GROUP BY year;
