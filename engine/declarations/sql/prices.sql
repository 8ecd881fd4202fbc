-- The usual price of a unit of each product in a year, in cents per thousand units: the middle one of the cells' means.
CREATE OR REPLACE TEMP TABLE price AS
SELECT year, law, category, product, quantile_disc(CAST(cents AS HUGEINT) * 1000000 // units, 0.5) AS usual, count(*) AS cells
FROM cell
WHERE units > 0 AND cents > 0
GROUP BY year, law, category, product;
