package clientele.etl.model.analysis;

import clientele.etl.analytics.interval.BuyerSpread;
import clientele.etl.analytics.interval.GapCount;
import clientele.etl.analytics.interval.ReturnGaps;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Intervals counted by the engine: of each product, of each category, and of the whole shop.
 *
 * @param gaps by product or category, in the order of their ids
 * @param buyers who returned, by how often; nothing for a product that nobody bought again
 */
record GapRows(Map<String, ReturnGaps> gaps, Map<String, List<BuyerSpread.Group>> buyers) {

  private static final double MICRO = 1e-6;
  private static final double BILLIONTH = 1e-9;

  private static final String GROUP_DAYS =
      """
      select distinct
        purchase.person_id,
        product.category,
        purchase.purchase_date
      from int_purchase_day as purchase
      join dim_product as product on product.product_id = purchase.product_id and product.is_current
      """;

  private static final String CATEGORY_DAYS =
      """
      select person_id, category as product_id, purchase_date
      from interval_group_day
      where category is not null
      """;

  private static final String ALL_DAYS =
      """
      select distinct person_id, 'all' as product_id, purchase_date
      from interval_group_day
      """;

  private static final String GROUP_GAPS =
      """
      with gaps as (
        select
          person_id,
          product_id,
          purchase_date,
          lag(purchase_date) over (partition by person_id, product_id order by purchase_date) is null as is_first,
          lead(purchase_date) over (partition by person_id, product_id order by purchase_date) as next_date,
          count(*) over (partition by person_id, product_id) - 1 as gaps
        from (%s) as days
      )

      select
        person_id,
        product_id,
        days_between(purchase_date, coalesce(next_date, :as_of)) as gap_days,
        next_date is null as is_open,
        is_first,
        gaps
      from gaps
      """;

  // Weights are summed as whole billionths: sums of doubles differ from run to run.
  private static final String COUNTS =
      """
      select
        product_id as item,
        is_first,
        gap_days,
        count(*) filter (where not is_open) as returned,
        count(*) filter (where is_open) as waiting,
        coalesce(
          cast(sum(cast(round(1000000000.0 / nullif(gaps, 0)) as bigint)) filter (where not is_open) as bigint), 0
        ) as weight
      from %s
      group by product_id, is_first, gap_days
      order by item, is_first, gap_days
      """;

  private static final String BUYERS =
      """
      select
        product_id as item,
        purchases - 1 as gaps,
        count(*) as buyers,
        cast(sum(sum_log) as bigint) as sum_log,
        cast(sum(sum_squared_log) as bigint) as sum_squared_log,
        cast(sum(cast(floor(cast(sum_log as double) * sum_log / (purchases - 1) + 0.5) as decimal(38, 0))) as double)
          as sum_of_means
      from %s
      where purchases > 1
      group by product_id, purchases
      order by item, gaps
      """;

  private static final String GROUP_BUYERS =
      """
      (
        select
          person_id,
          product_id,
          count(*) + 1 as purchases,
          sum(cast(round(1000000 * ln(gap_days)) as bigint)) as sum_log,
          sum(cast(round(1000000 * power(ln(gap_days), 2)) as bigint)) as sum_squared_log
        from (
          select person_id, product_id, greatest(gap_days, 1) as gap_days
          from interval_group_gap
          where not is_open
        ) as gaps
        group by person_id, product_id
      ) as buyer
      """;

  private record CountRow(
      String item, boolean isFirst, int gapDays, long returned, long waiting, long weight) {

    GapCount count() {
      return new GapCount(gapDays, returned, waiting, weight * BILLIONTH);
    }
  }

  private record BuyerRow(
      String item, long gaps, long buyers, long sumLog, long sumSquaredLog, double sumOfMeans) {

    BuyerSpread.Group group() {
      return new BuyerSpread.Group(
          gaps, buyers, sumLog * MICRO, sumSquaredLog * MICRO, sumOfMeans * MICRO * MICRO);
    }
  }

  static GapRows ofProducts(Engine engine) {
    return read(engine, "int_product_gap", "int_product_buyer");
  }

  /** Of categories, from any product to any other or the same; of the shop, from any to any. */
  record Groups(GapRows categories, GapRows all) {}

  static Groups ofGroups(Engine engine, Map<String, Object> parameters) {
    engine.keep("interval_group_day", Select.of(GROUP_DAYS));
    Groups groups =
        new Groups(
            ofGroup(engine, parameters, CATEGORY_DAYS), ofGroup(engine, parameters, ALL_DAYS));
    engine.forget("interval_group_day");
    return groups;
  }

  /** How buyers of each product are apart, by product. */
  static Map<String, List<BuyerSpread.Group>> buyersOfProducts(Engine engine) {
    return buyers(engine, "int_product_buyer");
  }

  List<BuyerSpread.Group> buyersOf(String item) {
    return buyers.getOrDefault(item, List.of());
  }

  private static GapRows ofGroup(Engine engine, Map<String, Object> parameters, String days) {
    engine.keep("interval_group_gap", new Select(GROUP_GAPS.formatted(days), parameters));
    GapRows rows = read(engine, "interval_group_gap", GROUP_BUYERS);
    engine.forget("interval_group_gap");
    return rows;
  }

  private static GapRows read(Engine engine, String gapTable, String buyerTable) {
    Map<String, List<GapCount>> first = new LinkedHashMap<>();
    Map<String, List<GapCount>> later = new LinkedHashMap<>();
    engine.scan(
        Select.of(COUNTS.formatted(gapTable)),
        CountRow.class,
        row -> {
          first.computeIfAbsent(row.item(), item -> new ArrayList<>());
          later.computeIfAbsent(row.item(), item -> new ArrayList<>());
          (row.isFirst() ? first : later).get(row.item()).add(row.count());
        });
    Map<String, ReturnGaps> gaps = new LinkedHashMap<>();
    first.forEach((item, counts) -> gaps.put(item, new ReturnGaps(counts, later.get(item))));
    return new GapRows(gaps, buyers(engine, buyerTable));
  }

  private static Map<String, List<BuyerSpread.Group>> buyers(Engine engine, String buyerTable) {
    Map<String, List<BuyerSpread.Group>> buyers = new HashMap<>();
    engine.scan(
        Select.of(BUYERS.formatted(buyerTable)),
        BuyerRow.class,
        row -> buyers.computeIfAbsent(row.item(), item -> new ArrayList<>()).add(row.group()));
    return buyers;
  }
}
