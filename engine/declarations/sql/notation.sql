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
