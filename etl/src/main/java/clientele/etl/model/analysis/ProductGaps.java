package clientele.etl.model.analysis;

import clientele.etl.analytics.interval.GapCount;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The intervals of each product with enough of them, counted by the engine. */
final class ProductGaps {

  private record CountRow(String productId, int gapDays, long returned, long waiting) {}

  private ProductGaps() {}

  /** By product in the order of their ids, each with ascending days. */
  static Map<String, List<GapCount>> read(Engine engine) {
    Map<String, List<GapCount>> byProduct = new LinkedHashMap<>();
    engine.scan(
        Select.of(
            """
            select product_id, gap_days, returned, waiting
            from int_product_gap_count
            order by product_id, gap_days
            """),
        CountRow.class,
        row ->
            byProduct
                .computeIfAbsent(row.productId(), product -> new ArrayList<>())
                .add(new GapCount(row.gapDays(), row.returned(), row.waiting())));
    return byProduct;
  }
}
