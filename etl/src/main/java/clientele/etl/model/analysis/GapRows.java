package clientele.etl.model.analysis;

import clientele.etl.analytics.interval.GapCount;
import clientele.etl.analytics.interval.ReturnGaps;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Intervals counted by the engine: of each product, of each category, and of the whole shop. */
final class GapRows {

  private static final String PRODUCTS =
      """
      select
        product_id as item,
        is_first,
        gap_days,
        count(*) filter (where not is_open) as returned,
        count(*) filter (where is_open) as waiting
      from int_product_gap
      group by product_id, is_first, gap_days
      order by item, is_first, gap_days
      """;

  private static final String GROUPS =
      """
      with days as (
        select distinct
          purchase.person_id,
          %s as item,
          purchase.purchase_date
        from int_purchase_day as purchase
        join dim_product as product on product.product_id = purchase.product_id and product.is_current
      ),

      gaps as (
        select
          item,
          purchase_date,
          lag(purchase_date) over (partition by person_id, item order by purchase_date) is null as is_first,
          lead(purchase_date) over (partition by person_id, item order by purchase_date) as next_date
        from days
        where item is not null
      )

      select
        item,
        is_first,
        days_between(purchase_date, coalesce(next_date, :as_of)) as gap_days,
        count(*) filter (where next_date is not null) as returned,
        count(*) filter (where next_date is null) as waiting
      from gaps
      group by item, is_first, days_between(purchase_date, coalesce(next_date, :as_of))
      order by item, is_first, gap_days
      """;

  private record CountRow(String item, boolean isFirst, int gapDays, long returned, long waiting) {}

  private GapRows() {}

  /** By product, in the order of their ids. */
  static Map<String, ReturnGaps> ofProducts(Engine engine) {
    return read(engine, Select.of(PRODUCTS));
  }

  /** By category: from any product of it to any other or the same. */
  static Map<String, ReturnGaps> ofCategories(Engine engine, Map<String, Object> parameters) {
    return read(engine, new Select(GROUPS.formatted("product.category"), parameters));
  }

  /** From any purchase to any next one. */
  static Map<String, ReturnGaps> ofAll(Engine engine, Map<String, Object> parameters) {
    return read(engine, new Select(GROUPS.formatted("'all'"), parameters));
  }

  private static Map<String, ReturnGaps> read(Engine engine, Select select) {
    Map<String, List<GapCount>> first = new LinkedHashMap<>();
    Map<String, List<GapCount>> later = new LinkedHashMap<>();
    engine.scan(
        select,
        CountRow.class,
        row -> {
          first.computeIfAbsent(row.item(), item -> new ArrayList<>());
          later.computeIfAbsent(row.item(), item -> new ArrayList<>());
          (row.isFirst() ? first : later)
              .get(row.item())
              .add(new GapCount(row.gapDays(), row.returned(), row.waiting()));
        });
    Map<String, ReturnGaps> gaps = new LinkedHashMap<>();
    first.forEach((item, counts) -> gaps.put(item, new ReturnGaps(counts, later.get(item))));
    return gaps;
  }
}
