package clientele.etl.model.analysis;

import clientele.etl.analytics.basket.NextBasketOptions;
import clientele.etl.analytics.basket.Past;
import clientele.etl.analytics.basket.RepeatModel;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Analysis;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** How likely everybody buys again what is due, by the repeat part of the next-basket score. */
public final class IntNextBasketScore implements Analysis {

  private static final String OPTIONS =
      """
      select person_id, product_id
      from rpt_replenishment_due
      where as_of_date = :as_of and state in ('due', 'overdue')
      order by person_id, product_id
      """;

  private record Option(String personId, String productId) {}

  private record Row(String personId, String productId, double probability) {}

  @Override
  public Set<String> inputs() {
    return Set.of("int_purchase_day", "rpt_replenishment_due");
  }

  @Override
  public Select compute(Engine engine, Map<String, Object> parameters) {
    RunValues run = new RunValues(parameters);
    PurchaseHistories purchases = PurchaseHistories.read(engine, parameters);
    NextBasketOptions options = PurchaseHistories.options(run);
    int today = PurchaseHistories.day(run.asOf());
    TakenRows<Row> rows = new TakenRows<>(engine, "int_next_basket_score__rows", Row.class);
    Optional<RepeatModel> learned = RepeatModel.learn(purchases.histories(), today, options);
    if (learned.isPresent()) {
      Scorer scorer =
          new Scorer(
              learned.get(), new Past(purchases.histories(), today, options), purchases, rows);
      engine.scan(new Select(OPTIONS, parameters), Option.class, scorer::add);
      scorer.end();
    }
    return rows.select();
  }

  /** Scores the options of one person after the other. */
  private record Scorer(
      RepeatModel model,
      Past past,
      PurchaseHistories purchases,
      TakenRows<Row> rows,
      List<Option> ofPerson) {

    Scorer(RepeatModel model, Past past, PurchaseHistories purchases, TakenRows<Row> rows) {
      this(model, past, purchases, rows, new ArrayList<>());
    }

    void add(Option option) {
      if (!ofPerson.isEmpty() && !ofPerson.get(0).personId().equals(option.personId())) {
        end();
      }
      ofPerson.add(option);
    }

    void end() {
      if (!ofPerson.isEmpty()) {
        Integer person = purchases.people().get(ofPerson.get(0).personId());
        if (person != null) {
          score(person);
        }
      }
      ofPerson.clear();
    }

    private void score(int person) {
      Map<Integer, Double> probabilities = model.chances(past, person);
      for (Option option : ofPerson) {
        Double probability = probabilities.get(purchases.products().get(option.productId()));
        if (probability != null) {
          rows.add(new Row(option.personId(), option.productId(), probability));
        }
      }
    }
  }
}
