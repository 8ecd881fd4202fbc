SELECT file, line, cents FROM declaration WHERE cents < 0 ORDER BY file, line;
