-- How many persons, each counted once in what it is a count of. A level that is summed over is null.
SELECT year, act, segment, municipality, count(*) FROM person_in_place GROUP BY year, act, segment, municipality
UNION ALL
SELECT year, act, segment, NULL, count(*) FROM person GROUP BY year, act, segment
UNION ALL
SELECT year, act, NULL, NULL, count(*) FROM person_in_act GROUP BY year, act
UNION ALL
SELECT year, NULL, NULL, NULL, count(DISTINCT client) FROM person_in_act GROUP BY year;
