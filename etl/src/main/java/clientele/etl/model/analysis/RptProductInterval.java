package clientele.etl.model.analysis;

import clientele.etl.analytics.interval.ReturnGaps;
import clientele.etl.analytics.interval.Rhythms;
import clientele.etl.analytics.interval.Rhythms.Known;
import clientele.etl.analytics.interval.Rhythms.Product;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Analysis;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How often and after how many days each product, category and anything is bought again. */
public final class RptProductInterval implements Analysis {

  private static final String NAMES =
      """
      select product_id, product_name, coalesce(category, '') as category
      from int_product_repeat
      order by product_id
      """;

  private record Name(String productId, String productName, String category) {}

  @Override
  public Set<String> inputs() {
    return Set.of("int_product_repeat", "int_product_gap", "int_purchase_day", "dim_product");
  }

  @Override
  public Select compute(Engine engine, Map<String, Object> parameters) {
    RunValues run = new RunValues(parameters);
    long needed = run.whole("cross_sell_min_gaps");
    Map<String, Name> names = new HashMap<>();
    engine.read(Select.of(NAMES), Name.class).forEach(name -> names.put(name.productId(), name));
    Map<String, ReturnGaps> gaps = GapRows.ofProducts(engine);
    List<Product> products = new ArrayList<>();
    gaps.forEach(
        (product, counts) ->
            products.add(new Product(product, names.get(product).category(), counts)));
    Map<String, Known> rhythms = Rhythms.of(products, needed);
    List<IntervalRow> rows = new ArrayList<>();
    gaps.forEach(
        (product, counts) -> {
          Name name = names.get(product);
          Item item = new Item("product", product, name.productName(), name.category());
          rows.add(
              IntervalRow.of(
                  run.asOf(), item, counts, Optional.ofNullable(rhythms.get(product)), needed));
        });
    rows.addAll(groups("category", GapRows.ofCategories(engine, parameters), run));
    rows.addAll(groups("all", GapRows.ofAll(engine, parameters), run));
    engine.take("rpt_product_interval__rows", IntervalRow.class, rows);
    return Select.of("select * from rpt_product_interval__rows");
  }

  /** Categories have no categories: each stands on its own data. */
  private static List<IntervalRow> groups(
      String level, Map<String, ReturnGaps> gaps, RunValues run) {
    long needed = run.whole("cross_sell_min_gaps");
    List<IntervalRow> rows = new ArrayList<>();
    gaps.forEach(
        (group, counts) -> {
          Known rhythm = Rhythms.of(List.of(new Product(group, "", counts)), needed).get(group);
          rows.add(
              IntervalRow.of(
                  run.asOf(),
                  new Item(level, group, group, ""),
                  counts,
                  Optional.ofNullable(rhythm),
                  needed));
        });
    return rows;
  }

  /**
   * What a row is about.
   *
   * @param category empty where there is none
   */
  record Item(String level, String id, String name, String category) {}
}
