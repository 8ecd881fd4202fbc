-- Amounts by segment instead of product; the act is that of the segment, or what the row says where there is none.
CREATE TEMP VIEW amount AS
SELECT cell.*, product_segment.segment, product_segment.act
FROM cell JOIN product_segment USING (law, category, product);
