-- What is refused, with its place and reason. Of a value only the shape is kept (letters x, digits 0): a row whose columns
-- are shifted may hold a client's id anywhere.
INSERT INTO refused
SELECT getvariable('file'), line, reason,
    CASE reason
        WHEN 'period' THEN period_text WHEN 'law' THEN law_text WHEN 'amount' THEN amount WHEN 'units' THEN units
    END
FROM (
    SELECT line, reason,
        left(regexp_replace(regexp_replace(period_text, '[0-9]', '0', 'g'), '\p{L}', 'x', 'g'), 20) AS period_text,
        left(regexp_replace(regexp_replace(law_text, '[0-9]', '0', 'g'), '\p{L}', 'x', 'g'), 20) AS law_text,
        left(regexp_replace(regexp_replace(amount, '[0-9]', '0', 'g'), '\p{L}', 'x', 'g'), 20) AS amount,
        left(regexp_replace(regexp_replace(units, '[0-9]', '0', 'g'), '\p{L}', 'x', 'g'), 20) AS units
    FROM checked WHERE reason IS NOT NULL
) AS shown;
