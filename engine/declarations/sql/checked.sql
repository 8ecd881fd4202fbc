-- Each row of the file with what it says, typed, and the first reason to refuse it (null when there is none).
-- Reads raw (line, fields and text columns); the notation comes in as variables.
CREATE OR REPLACE TEMP VIEW checked AS
WITH told AS (
    SELECT line, fields, trim(period) AS period, lower(trim(law)) AS law_text, trim(municipality) AS municipality,
        trim(category) AS category, trim(product) AS product, trim(provider) AS provider,
        trim(provider_name) AS provider_name,
        CASE WHEN trim(client) <> '' THEN md5_number(getvariable('salt') || trim(client)) END AS client,
        trim(amount) AS amount, trim(units) AS units
    FROM raw
), matched AS (
    SELECT told.*, law_word.law,
        substr(period, getvariable('year_at'), 4) AS year_text,
        CASE WHEN getvariable('month_at') > 0 THEN substr(period, getvariable('month_at'), 2) ELSE '01' END AS month_text,
        CASE WHEN getvariable('day_at') > 0 THEN substr(period, getvariable('day_at'), 2) ELSE '01' END AS day_text,
        regexp_full_match(amount, getvariable('amount_form')) AS amount_fits,
        regexp_full_match(units, getvariable('units_form')) AS units_fit
    FROM told LEFT JOIN law_word ON law_word.word = told.law_text
)
SELECT line, period AS period_text, law_text, year_text, month_text, law, coalesce(municipality, '') AS municipality,
    coalesce(category, '') AS category, coalesce(product, '') AS product, provider,
    nullif(provider_name, '') AS provider_name, client, amount, units,
    CASE
        WHEN coalesce(fields, 0) <> getvariable('columns') THEN 'fields'
        WHEN period IS NULL OR NOT regexp_full_match(period, getvariable('period_form')) THEN 'period'
        WHEN year_text < '1990' OR year_text > '2100' THEN 'period'
        WHEN try_cast(year_text || '-' || month_text || '-' || day_text AS DATE) IS NULL THEN 'period'
        WHEN getvariable('has_law') AND law IS NULL THEN 'law'
        WHEN coalesce(category, '') = '' AND coalesce(product, '') = '' THEN 'product'
        WHEN coalesce(provider, '') = '' THEN 'provider'
        WHEN amount IS NULL OR NOT amount_fits THEN 'amount'
        WHEN coalesce(units, '') <> '' AND NOT units_fit THEN 'units'
    END AS reason
FROM matched;
