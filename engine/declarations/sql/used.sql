-- The second heavy statement: who used what in a year and where, each once.
CREATE TABLE used AS
SELECT DISTINCT year, law, municipality, category, product, client
FROM declaration
WHERE client IS NOT NULL;
