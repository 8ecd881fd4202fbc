SELECT coalesce(sum(negative_rows), 0), coalesce(sum(negative_cents), 0), coalesce(sum(cents), 0) - coalesce(sum(negative_cents), 0)
FROM cell;
