SELECT coalesce(sum(row_count), 0), coalesce(sum(cents), 0) FROM used WHERE client IS NULL;
