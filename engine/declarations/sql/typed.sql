-- The rows that are kept, as they are counted: cents and thousandths, exactly as they were written. `sure`: it is known
-- that no row is refused and that no number has to be read from text, so nothing is looked at again.
CREATE TEMP MACRO typed(raw_name, sure) AS TABLE
SELECT file, line, try_cast(year_text(period) AS SMALLINT) AS year,
    CASE WHEN getvariable('month_at') > 0 THEN try_cast(month_text(period) AS SMALLINT) ELSE 0 END AS month,
    law, municipality, category, product, provider, provider_name, client,
    CASE WHEN sure THEN cents ELSE coalesce(cents, CAST(CAST(
        CASE WHEN contains(amount, '-') THEN '-' ELSE '' END
        || replace(replace(replace(replace(replace(amount,
            '-', ''), '€', ''), ' ', ''), getvariable('thousands'), ''), getvariable('decimal'), '.')
        AS DECIMAL(18, 2)) * getvariable('cents_each') AS BIGINT)) END AS cents,
    CASE WHEN sure THEN thousandths ELSE coalesce(thousandths, CAST(CAST(
        CASE WHEN coalesce(units, '') = '' THEN NULL
            ELSE replace(replace(units, getvariable('thousands'), ''), getvariable('decimal'), '.') END
        AS DECIMAL(18, 3)) * 1000 AS BIGINT)) END AS units
FROM checked(raw_name)
WHERE sure OR reason IS NULL;
