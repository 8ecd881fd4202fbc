SELECT file, line FROM declaration WHERE cents < 0 ORDER BY file, line LIMIT 10;
