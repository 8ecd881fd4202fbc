-- Each person once: by municipality and segment, by segment, and by act.
CREATE TEMP TABLE person_in_place AS
SELECT year, act, segment, municipality, client, sum(used.cents) AS cents
FROM used JOIN product_segment USING (law, category, product)
WHERE client IS NOT NULL
GROUP BY year, act, segment, municipality, client;

CREATE TEMP TABLE person AS
SELECT year, act, segment, client, sum(cents) AS cents FROM person_in_place GROUP BY year, act, segment, client;

CREATE TEMP TABLE person_in_act AS
SELECT DISTINCT year, act, client FROM person;
