-- Amounts by segment instead of product; the act is that of the segment, or what the row says where there is none.
CREATE OR REPLACE TEMP VIEW amount AS
SELECT cell.*, product_segment.segment, product_segment.act
FROM cell JOIN product_segment USING (law, category, product);

CREATE OR REPLACE TEMP VIEW person AS
SELECT used.year, used.municipality, used.client, product_segment.segment, product_segment.act
FROM used JOIN product_segment USING (law, category, product);
