SELECT count(*), coalesce(sum(cents), 0), min(line) FROM declaration WHERE client IS NULL;
