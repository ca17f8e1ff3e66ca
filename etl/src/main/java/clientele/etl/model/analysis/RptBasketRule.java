package clientele.etl.model.analysis;

import clientele.etl.analytics.basket.BasketRule;
import clientele.etl.analytics.basket.BasketRules;
import clientele.etl.analytics.basket.Baskets;
import clientele.etl.analytics.basket.FrequentItemsets;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Analysis;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is in an order together, of products and of categories. */
public final class RptBasketRule implements Analysis {

  private static final String LINES =
      """
      with orders as (
        select
          order_key,
          min(order_date) as ordered_on
        from fact_order_line
        where not is_return and quantity > 0 and product_key > 0
        group by order_key
      ),

      ranked as (
        select
          order_key,
          row_number() over (order by ordered_on desc, order_key) as place
        from orders
      )

      select distinct
        line.order_key,
        %s as item
      from fact_order_line as line
      join ranked on ranked.order_key = line.order_key and ranked.place <= :cross_sell_rule_orders
      join dim_product as product on product.product_id = line.product_id and product.is_current
      where not line.is_return and line.quantity > 0 and product.product_key > 0 and not product.is_service
      """;

  private static final String ITEMS =
      """
      select
        lines.item,
        cast(row_number() over (order by lines.item) - 1 as integer) as number,
        %s as name
      from basket_rule_lines as lines
      %s
      where lines.item is not null
      group by lines.item
      order by lines.item
      """;

  private static final String BASKETS =
      """
      select
        lines.order_key,
        items.number
      from basket_rule_lines as lines
      join basket_rule_items as items on items.item = lines.item
      order by lines.order_key, items.number
      """;

  private record Item(String item, int number, String name) {}

  private record Line(long orderKey, int number) {}

  @Override
  public Set<String> inputs() {
    return Set.of("fact_order_line", "dim_product");
  }

  @Override
  public Select compute(Engine engine, Map<String, Object> parameters) {
    List<BasketRuleRow> rows = new ArrayList<>();
    rows.addAll(
        rules(
            engine,
            parameters,
            "product",
            "line.product_id",
            ITEMS.formatted(
                "min(product.name)",
                "join dim_product as product on product.product_id = lines.item and"
                    + " product.is_current")));
    rows.addAll(
        rules(
            engine, parameters, "category", "product.category", ITEMS.formatted("lines.item", "")));
    engine.take("rpt_basket_rule__rows", BasketRuleRow.class, rows);
    return Select.of("select * from rpt_basket_rule__rows");
  }

  private static List<BasketRuleRow> rules(
      Engine engine, Map<String, Object> parameters, String level, String item, String items) {
    RunValues run = new RunValues(parameters);
    engine.keep("basket_rule_lines", new Select(LINES.formatted(item), parameters));
    engine.keep("basket_rule_items", Select.of(items));
    List<Item> names =
        engine.read(Select.of("select * from basket_rule_items order by number"), Item.class);
    Baskets baskets = baskets(engine);
    engine.forget("basket_rule_lines");
    engine.forget("basket_rule_items");
    long minOrders =
        Math.max(
            run.whole("cross_sell_rule_min_orders"),
            (long) Math.ceil(run.number("cross_sell_rule_min_support") * baskets.size() - 1e-9));
    FrequentItemsets sets =
        FrequentItemsets.find(
            baskets,
            Math.toIntExact(Math.max(1, minOrders)),
            Math.toIntExact(run.whole("cross_sell_rule_max_items")),
            Math.toIntExact(run.whole("cross_sell_rule_max_sets")));
    BasketRules rules = new BasketRules(sets);
    List<BasketRule> asked = rules.find(run.number("cross_sell_rule_min_confidence"), 1);
    List<BasketRule> kept =
        asked.stream()
            .filter(rule -> rule.lift() > 1 && !rules.isRedundant(rule))
            .filter(
                rule ->
                    BasketRules.isSignificant(
                        rule, run.number("cross_sell_rule_level"), asked.size()))
            .sorted(
                Comparator.comparingDouble(BasketRule::lift)
                    .thenComparingInt(BasketRule::count)
                    .reversed()
                    .thenComparing(BasketRule::left, Arrays::compare)
                    .thenComparing(BasketRule::right, Arrays::compare))
            .limit(run.whole("cross_sell_rules_kept"))
            .toList();
    List<BasketRuleRow> rows = new ArrayList<>();
    for (BasketRule rule : kept) {
      rows.add(
          BasketRuleRow.of(
              run.asOf(),
              level,
              rule,
              rows.size() + 1,
              number -> names.get(number).item(),
              number -> names.get(number).name(),
              asked.size(),
              sets.minCount()));
    }
    return rows;
  }

  private static Baskets baskets(Engine engine) {
    Baskets.Builder builder = new Baskets.Builder();
    long[] last = {0};
    engine.scan(
        Select.of(BASKETS),
        Line.class,
        line -> {
          if (line.orderKey() != last[0]) {
            builder.end();
            last[0] = line.orderKey();
          }
          builder.add(line.number());
        });
    return builder.build();
  }
}
