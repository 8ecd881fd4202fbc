-- What is kept of the declarations. Amounts are cents, units are thousandths; month is 0 where the file has years only.
CREATE TABLE client (id VARCHAR, key INTEGER);
CREATE TABLE law_word (word VARCHAR, law VARCHAR);
CREATE TABLE provider_name (provider VARCHAR, name VARCHAR);
CREATE TABLE refused (file INTEGER, line BIGINT, reason VARCHAR, shape VARCHAR);
CREATE TABLE declaration (
    file INTEGER, line BIGINT, year INTEGER, month INTEGER, law VARCHAR, municipality VARCHAR,
    category VARCHAR, product VARCHAR, provider VARCHAR, client INTEGER, cents BIGINT, units BIGINT
);
