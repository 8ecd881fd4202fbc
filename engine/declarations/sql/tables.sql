-- What stands beside the rows while a command runs. Amounts are cents, units are thousandths; month is 0 where the file
-- has years only.
CREATE TABLE refused (file INTEGER, line BIGINT, reason VARCHAR, shape VARCHAR);

CREATE TABLE text (text VARCHAR);

-- A client is a number that only this run can make from the id: 63 bits of a digest with a salt that is kept nowhere.
CREATE MACRO client_key(id) AS CAST(md5_number(getvariable('salt') || nullif(trim(id), '')) >> 65 AS BIGINT);
