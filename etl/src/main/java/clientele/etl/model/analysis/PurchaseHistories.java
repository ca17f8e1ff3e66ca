package clientele.etl.model.analysis;

import clientele.etl.analytics.basket.Histories;
import clientele.etl.analytics.basket.NextBasketOptions;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;

/**
 * All purchases, numbered: people and products by their ids, days from 1970-01-01.
 *
 * @param people numbers by id
 * @param products numbers by id
 */
record PurchaseHistories(
    Histories histories, Map<String, Integer> people, Map<String, Integer> products) {

  private static final String PURCHASES =
      """
      with crowds as (
        select person_id
        from int_purchase_day
        group by person_id
        having count(*) > :cross_sell_max_purchases_per_person
      )

      select
        purchase.person_id,
        days_between(date '1970-01-01', purchase.purchase_date) as day,
        cast(dense_rank() over (order by purchase.product_id) - 1 as integer) as product,
        purchase.product_id
      from int_purchase_day as purchase
      left join crowds on crowds.person_id = purchase.person_id
      where crowds.person_id is null
      order by purchase.person_id, day, product
      """;

  private record Purchase(String personId, int day, int product, String productId) {}

  static PurchaseHistories read(Engine engine, Map<String, Object> parameters) {
    Histories.Builder builder = new Histories.Builder();
    Map<String, Integer> people = new HashMap<>();
    Map<String, Integer> products = new HashMap<>();
    engine.scan(
        new Select(PURCHASES, parameters),
        Purchase.class,
        purchase -> {
          if (!people.containsKey(purchase.personId())) {
            if (!people.isEmpty()) {
              builder.endPerson();
            }
            people.put(purchase.personId(), people.size());
          }
          products.putIfAbsent(purchase.productId(), purchase.product());
          builder.add(purchase.day(), purchase.product());
        });
    if (!people.isEmpty()) {
      builder.endPerson();
    }
    return new PurchaseHistories(builder.build(), people, products);
  }

  static NextBasketOptions options(RunValues run) {
    return new NextBasketOptions(
        Math.toIntExact(run.whole("cross_sell_horizon_days")),
        Math.toIntExact(run.whole("cross_sell_max_gap_days")),
        run.whole("cross_sell_min_gaps"),
        Math.toIntExact(run.whole("cross_sell_scored_products")),
        Math.toIntExact(run.whole("cross_sell_learned_people")),
        Math.toIntExact(run.whole("cross_sell_tested_people")));
  }

  static int day(LocalDate date) {
    return Math.toIntExact(date.toEpochDay());
  }
}
