-- The usual price of a unit of each product in a year, in cents per thousand units: the middle one of the cells' means.
CREATE OR REPLACE TEMP TABLE price AS
SELECT year, law, category, product, quantile_disc(CAST(cents AS HUGEINT) * 1000000 // units, 0.5) AS usual
FROM cell
WHERE units > 0 AND cents > 0
GROUP BY year, law, category, product
HAVING usual > 0 AND count(*) >= getvariable('least_cells');

-- Cents for a thousandth of a unit: no product may cost more than the one, and none less than the other.
SET VARIABLE dear = (SELECT CAST(min(usual) AS DOUBLE) * getvariable('times') * 0.99 / 1000000 FROM price);

SET VARIABLE cheap = (SELECT CAST(max(usual) AS DOUBLE) / getvariable('times') * 1.01 / 1000000 FROM price);
