-- Each product with its segment, and the act of that, or the act that the row says where it belongs to no segment.
CREATE TEMP TABLE product_segment AS
SELECT CAST(law AS word) AS law, CAST(category AS word) AS category, CAST(product AS word) AS product,
    CAST(segment AS word) AS segment, CAST(act AS word) AS act
FROM (
    SELECT unnest(getvariable('laws')) AS law, unnest(getvariable('categories')) AS category,
        unnest(getvariable('products')) AS product, unnest(getvariable('segments')) AS segment,
        unnest(getvariable('acts_of_products')) AS act
);

-- Amounts by segment instead of product.
CREATE TEMP VIEW amount AS
SELECT cell.*, product_segment.segment, product_segment.act
FROM cell JOIN product_segment USING (law, category, product);
