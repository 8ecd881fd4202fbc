-- From checked rows to what is kept: a client becomes a number as soon as it is known, and its id stays in one table.
INSERT INTO client
SELECT id, (SELECT count(*) FROM client) + row_number() OVER ()
FROM (SELECT DISTINCT client AS id FROM checked WHERE reason IS NULL AND client IS NOT NULL) AS found
WHERE NOT EXISTS (SELECT 1 FROM client AS known WHERE known.id = found.id);

INSERT INTO provider_name
SELECT DISTINCT provider, provider_name FROM checked WHERE reason IS NULL AND provider_name IS NOT NULL;

INSERT INTO declaration
SELECT getvariable('file'), line, CAST(year_text AS INTEGER),
    CASE WHEN getvariable('month_at') > 0 THEN CAST(month_text AS INTEGER) ELSE 0 END,
    coalesce(law, ''), municipality, category, product, provider, client.key,
    CAST(CAST(
        CASE WHEN amount LIKE '%-' THEN '-' ELSE '' END
        || replace(replace(regexp_replace(amount, '[€ ]|-$', '', 'g'), getvariable('thousands'), ''), getvariable('decimal'), '.')
        AS DECIMAL(18, 2)) * getvariable('cents_each') AS BIGINT),
    CAST(CAST(
        CASE WHEN coalesce(units, '') = '' THEN NULL
            ELSE replace(replace(units, getvariable('thousands'), ''), getvariable('decimal'), '.') END
        AS DECIMAL(18, 3)) * 1000 AS BIGINT)
FROM checked LEFT JOIN client ON client.id = checked.client
WHERE reason IS NULL;
