-- How one text is read, by the notation (variables). Functions and TRY_CAST are worked out once for each different text
-- of a column, and concat turns what is not there into an empty text; CASE and CAST would be worked out for every row.
CREATE TEMP MACRO plain(told) AS concat(trim(told), '');

CREATE TEMP MACRO act_of(told) AS getvariable('acts')[lower(trim(told))];

CREATE TEMP MACRO year_text(period) AS substr(trim(period), getvariable('year_at'), 4);

CREATE TEMP MACRO month_text(period) AS
    CASE WHEN getvariable('month_at') > 0 THEN substr(trim(period), getvariable('month_at'), 2) ELSE '01' END;

CREATE TEMP MACRO day_text(period) AS
    CASE WHEN getvariable('day_at') > 0 THEN substr(trim(period), getvariable('day_at'), 2) ELSE '01' END;

CREATE TEMP MACRO period_fits(period) AS coalesce(
    regexp_full_match(trim(period), getvariable('period_form')) AND year_text(period) BETWEEN '1990' AND '2100'
        AND try_cast(year_text(period) || '-' || month_text(period) || '-' || day_text(period) AS DATE) IS NOT NULL,
    false);

CREATE TEMP MACRO cents_of(amount) AS
    CASE WHEN contains(amount, '-') THEN -1 ELSE 1 END * CAST(TRY_CAST(
        replace(replace(replace(replace(replace(trim(amount), '-', ''), '€', ''), ' ', ''),
            getvariable('thousands'), ''), getvariable('decimal'), '.') AS DECIMAL(18, 2))
        * getvariable('cents_each') AS BIGINT);

CREATE TEMP MACRO amount_fits(amount) AS coalesce(
    regexp_full_match(trim(amount), getvariable('amount_form')) AND cents_of(amount) IS NOT NULL, false);

CREATE TEMP MACRO thousandths_of(units) AS CAST(TRY_CAST(
    replace(replace(trim(units), getvariable('thousands'), ''), getvariable('decimal'), '.') AS DECIMAL(18, 3)) * 1000
    AS BIGINT);

CREATE TEMP MACRO units_fit(units) AS plain(units) = '' OR (
    regexp_full_match(trim(units), getvariable('units_form')) AND thousandths_of(units) IS NOT NULL);
