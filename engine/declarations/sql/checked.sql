-- Each row of a table or view `raw_name` with what it says, and the first reason to refuse it (null when there is none).
-- The notation comes in as variables, and concat turns what is not there into an empty text (it keeps a dictionary one). A column `cents` or `thousandths` of raw holds what needs no reading of text.
CREATE TEMP MACRO checked(raw_name) AS TABLE
WITH told AS (
    SELECT file, line, fits, has_law, trim(period) AS period, lower(trim(law)) AS law_text,
        concat(trim(municipality), '') AS municipality, concat(trim(category), '') AS category,
        concat(trim(product), '') AS product, concat(trim(provider), '') AS provider,
        concat(trim(provider_name), '') AS provider_name, client, trim(amount) AS amount, trim(units) AS units,
        cents, thousandths
    FROM query_table(raw_name)
), matched AS (
    SELECT *, CASE WHEN has_law THEN act_of(law_text) ELSE '' END AS law,
        substr(period, getvariable('year_at'), 4) AS year_text,
        CASE WHEN getvariable('month_at') > 0 THEN substr(period, getvariable('month_at'), 2) ELSE '01' END AS month_text,
        CASE WHEN getvariable('day_at') > 0 THEN substr(period, getvariable('day_at'), 2) ELSE '01' END AS day_text,
        regexp_full_match(amount, getvariable('amount_form')) AS amount_fits,
        regexp_full_match(units, getvariable('units_form')) AS units_fit
    FROM told
)
SELECT *,
    CASE
        WHEN NOT fits THEN 'fields'
        WHEN period IS NULL OR NOT regexp_full_match(period, getvariable('period_form')) THEN 'period'
        WHEN year_text < '1990' OR year_text > '2100' THEN 'period'
        WHEN try_cast(year_text || '-' || month_text || '-' || day_text AS DATE) IS NULL THEN 'period'
        WHEN law IS NULL THEN 'law'
        WHEN category = '' AND product = '' THEN 'product'
        WHEN provider = '' THEN 'provider'
        WHEN cents IS NULL AND (amount IS NULL OR NOT amount_fits) THEN 'amount'
        WHEN thousandths IS NULL AND coalesce(units, '') <> '' AND NOT units_fit THEN 'units'
    END AS reason
FROM matched;
