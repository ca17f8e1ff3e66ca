package clientele.etl.model.analysis;

import clientele.etl.analytics.interval.BuyerMeans;
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
    return Set.of(
        "int_product_repeat",
        "int_product_gap",
        "int_product_buyer",
        "int_purchase_day",
        "dim_product");
  }

  @Override
  public Select compute(Engine engine, Map<String, Object> parameters) {
    RunValues run = new RunValues(parameters);
    long needed = run.whole("cross_sell_min_gaps");
    Map<String, Name> names = new HashMap<>();
    engine.read(Select.of(NAMES), Name.class).forEach(name -> names.put(name.productId(), name));
    GapRows products = GapRows.ofProducts(engine);
    List<Product> known = new ArrayList<>();
    products
        .gaps()
        .forEach((id, gaps) -> known.add(product(id, names.get(id).category(), products)));
    Map<String, Known> rhythms = Rhythms.of(known, needed);
    List<IntervalRow> rows = new ArrayList<>();
    for (Product product : known) {
      String name = names.get(product.id()).productName();
      Item item = new Item("product", product.id(), name, product.category());
      rows.add(row(item, product, rhythms, run));
    }
    GapRows.Groups groups = GapRows.ofGroups(engine, parameters);
    rows.addAll(groups("category", groups.categories(), run));
    rows.addAll(groups("all", groups.all(), run));
    engine.take("rpt_product_interval__rows", IntervalRow.class, rows);
    return Select.of("select * from rpt_product_interval__rows");
  }

  /** Categories have no categories: each stands on its own data. */
  private static List<IntervalRow> groups(String level, GapRows groups, RunValues run) {
    List<IntervalRow> rows = new ArrayList<>();
    for (String group : groups.gaps().keySet()) {
      Product alone = product(group, "", groups);
      Map<String, Known> rhythms = Rhythms.of(List.of(alone), run.whole("cross_sell_min_gaps"));
      rows.add(row(new Item(level, group, group, ""), alone, rhythms, run));
    }
    return rows;
  }

  private static Product product(String id, String category, GapRows rows) {
    return new Product(id, category, rows.gaps().get(id), BuyerMeans.of(rows.buyersOf(id)));
  }

  private static IntervalRow row(
      Item item, Product product, Map<String, Known> rhythms, RunValues run) {
    return IntervalRow.of(
        run.asOf(),
        item,
        product.gaps(),
        product.means(),
        Optional.ofNullable(rhythms.get(product.id())),
        run.whole("cross_sell_min_gaps"));
  }

  /**
   * What a row is about.
   *
   * @param category empty where there is none
   */
  record Item(String level, String id, String name, String category) {}
}
