SELECT law, category, product FROM cell GROUP BY law, category, product ORDER BY law, category, product;
