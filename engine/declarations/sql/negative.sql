-- Rows below zero: how many, what they come to together, and the first of them.
SELECT count(*), coalesce(sum(cents), 0), min({file: file, line: line}, 10) FROM declaration WHERE cents < 0;
