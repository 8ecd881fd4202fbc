SELECT file, min(line) FROM declaration WHERE client IS NULL GROUP BY file ORDER BY file LIMIT 1;
