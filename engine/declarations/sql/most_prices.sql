-- Between which prices of a unit eight of ten stand, of everything in an act and a year, in cents per thousand units, and
-- of how many cells.
SELECT year, act, count(*), quantile_disc(CAST(cents AS HUGEINT) * 1000000 // units, 0.1),
    quantile_disc(CAST(cents AS HUGEINT) * 1000000 // units, 0.9)
FROM amount
WHERE units > 0 AND cents > 0 AND act <> ''
GROUP BY year, act
ORDER BY year, act;
