SELECT law, category, product, sum(cents) FROM amount WHERE segment = ''
GROUP BY law, category, product ORDER BY sum(cents) DESC, law, category, product;
