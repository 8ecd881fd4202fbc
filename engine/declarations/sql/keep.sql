-- From checked rows to what is kept: cents and thousandths, exactly as they were written.
INSERT INTO declaration
SELECT getvariable('file'), line, CAST(year_text AS INTEGER),
    CASE WHEN getvariable('month_at') > 0 THEN CAST(month_text AS INTEGER) ELSE 0 END,
    coalesce(law, ''), municipality, category, product, provider, provider_name, client,
    CAST(CAST(
        CASE WHEN contains(amount, '-') THEN '-' ELSE '' END
        || replace(replace(replace(replace(replace(amount,
            '-', ''), '€', ''), ' ', ''), getvariable('thousands'), ''), getvariable('decimal'), '.')
        AS DECIMAL(18, 2)) * getvariable('cents_each') AS BIGINT),
    CAST(CAST(
        CASE WHEN coalesce(units, '') = '' THEN NULL
            ELSE replace(replace(units, getvariable('thousands'), ''), getvariable('decimal'), '.') END
        AS DECIMAL(18, 3)) * 1000 AS BIGINT)
FROM checked
WHERE reason IS NULL;
