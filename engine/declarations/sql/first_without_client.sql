SELECT min(line) FROM declaration WHERE client IS NULL;
