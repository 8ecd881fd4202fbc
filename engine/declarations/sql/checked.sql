-- Each row of a table or view `raw_name` with what it says, and the first reason to refuse it (null when there is none).
-- A column `cents` or `thousandths` of raw holds what needs no reading of text.
CREATE TEMP MACRO checked(raw_name) AS TABLE
WITH told AS (
    SELECT file, line, fits, period, law AS law_told, CASE WHEN has_law THEN act_of(law) ELSE '' END AS law,
        plain(municipality) AS municipality, plain(category) AS category, plain(product) AS product,
        plain(provider) AS provider, plain(provider_name) AS provider_name, client, amount, units, cents, thousandths
    FROM query_table(raw_name)
)
SELECT *,
    CASE
        WHEN NOT fits THEN 'fields'
        WHEN NOT period_fits(period) THEN 'period'
        WHEN law IS NULL THEN 'law'
        WHEN category = '' AND product = '' THEN 'product'
        WHEN provider = '' THEN 'provider'
        WHEN cents IS NULL AND NOT amount_fits(amount) THEN 'amount'
        WHEN thousandths IS NULL AND NOT units_fit(units) THEN 'units'
    END AS reason
FROM told;
