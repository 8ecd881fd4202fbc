SELECT law, category, product, sum(cents), sum(row_count) FROM amount WHERE segment = ''
GROUP BY law, category, product ORDER BY sum(cents) DESC, law, category, product;
