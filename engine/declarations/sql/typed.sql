-- The rows that are kept, as they are counted: cents and thousandths, exactly as they were written. `all_kept`: it is
-- known that no row is refused. `has_cents`, `has_thousandths`: they stand in the rows, and no text is read for them.
CREATE TEMP MACRO typed(raw_name, all_kept, has_cents, has_thousandths) AS TABLE
SELECT file, line, try_cast(year_text(period) AS SMALLINT) AS year,
    CASE WHEN getvariable('month_at') > 0 THEN try_cast(month_text(period) AS SMALLINT) ELSE 0 END AS month,
    law, municipality, category, product, provider, provider_name, client,
    CASE WHEN has_cents THEN cents ELSE coalesce(cents, cents_of(amount)) END AS cents,
    CASE WHEN has_thousandths THEN thousandths ELSE coalesce(thousandths, thousandths_of(units)) END AS units
FROM checked(raw_name)
WHERE all_kept OR reason IS NULL;
