package clientele.etl.model.analysis;

import clientele.etl.analytics.basket.Histories;
import clientele.etl.analytics.basket.NextBasketOptions;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All purchases, numbered: people and products by their ids, days from 1970-01-01.
 *
 * @param people ids by number
 */
record PurchaseHistories(Histories histories, List<String> people) {

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
        cast(dense_rank() over (order by purchase.product_id) - 1 as integer) as product
      from int_purchase_day as purchase
      left join crowds on crowds.person_id = purchase.person_id
      where crowds.person_id is null
      order by purchase.person_id, day, product
      """;

  private record Purchase(String personId, int day, int product) {}

  static PurchaseHistories read(Engine engine, Map<String, Object> parameters) {
    Histories.Builder builder = new Histories.Builder();
    List<String> people = new ArrayList<>();
    engine.scan(
        new Select(PURCHASES, parameters),
        Purchase.class,
        purchase -> {
          if (people.isEmpty() || !people.get(people.size() - 1).equals(purchase.personId())) {
            if (!people.isEmpty()) {
              builder.endPerson();
            }
            people.add(purchase.personId());
          }
          builder.add(purchase.day(), purchase.product());
        });
    if (!people.isEmpty()) {
      builder.endPerson();
    }
    return new PurchaseHistories(builder.build(), people);
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
