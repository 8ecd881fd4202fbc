-- What is kept of the declarations. Amounts are cents, units are thousandths; month is 0 where the file has years only.
-- A client is a number that only this run can make from the id: the id itself is in no table.
CREATE TABLE law_word (word VARCHAR, law VARCHAR);
CREATE TABLE refused (file INTEGER, line BIGINT, reason VARCHAR, shape VARCHAR);
CREATE TABLE declaration (
    file INTEGER, line BIGINT, year INTEGER, month INTEGER, law VARCHAR, municipality VARCHAR,
    category VARCHAR, product VARCHAR, provider VARCHAR, provider_name VARCHAR, client UHUGEINT, cents BIGINT, units BIGINT
);
