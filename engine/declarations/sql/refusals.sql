-- What is refused of the rows `raw_name`, with its place and reason. Of a value only the shape is kept (letters x, digits
-- 0): a row whose columns are shifted may hold a client's id anywhere.
CREATE TEMP MACRO refusals(raw_name) AS TABLE
SELECT file, line, reason,
    left(regexp_replace(regexp_replace(shown, '[0-9]', '0', 'g'), '\p{L}', 'x', 'g'), 20) AS shape
FROM (
    SELECT file, line, reason,
        CASE reason
            WHEN 'period' THEN trim(period)
            WHEN 'law' THEN lower(trim(law_told))
            WHEN 'amount' THEN trim(amount)
            WHEN 'units' THEN trim(units)
        END AS shown
    FROM checked(raw_name) WHERE reason IS NOT NULL
);
