-- What the middle client of an act costs in a year, over all segments.
SELECT year, act, quantile_disc(cents, 0.5)
FROM (SELECT year, act, client, sum(cents) AS cents FROM person WHERE act <> '' GROUP BY year, act, client)
WHERE cents > 0
GROUP BY year, act
ORDER BY year, act;
