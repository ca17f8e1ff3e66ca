package clientele.etl.model.analysis;

import clientele.etl.analytics.basket.NextBasketBacktest;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Analysis;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** How well the next baskets of the last horizon were foretold by the score, and by counting. */
public final class RptNextBasketBacktest implements Analysis {

  private record Row(
      LocalDate asOfDate,
      String method,
      String part,
      int length,
      long people,
      double recall,
      double ndcg,
      double ndcgOfFull,
      double precision,
      double hit,
      Double halfLifeDays) {

    static Row of(LocalDate asOf, NextBasketBacktest.Line line) {
      boolean isScore = line.method() == NextBasketBacktest.Method.SCORE;
      return new Row(
          asOf,
          line.method().name().toLowerCase(Locale.ROOT),
          line.part().name().toLowerCase(Locale.ROOT),
          line.length(),
          line.people(),
          line.measures().recall(),
          line.measures().ndcg(),
          line.measures().ndcgOfFull(),
          line.measures().precision(),
          line.measures().hit(),
          isScore && Double.isFinite(line.halfLifeDays()) ? line.halfLifeDays() : null);
    }
  }

  @Override
  public Set<String> inputs() {
    return Set.of("int_purchase_day");
  }

  @Override
  public Select compute(Engine engine, Map<String, Object> parameters) {
    RunValues run = new RunValues(parameters);
    PurchaseHistories purchases = PurchaseHistories.read(engine, parameters);
    List<Row> rows =
        NextBasketBacktest.run(
                purchases.histories(),
                PurchaseHistories.day(run.asOf()),
                PurchaseHistories.options(run))
            .stream()
            .map(line -> Row.of(run.asOf(), line))
            .toList();
    engine.take("rpt_next_basket_backtest__rows", Row.class, rows);
    return Select.of("select * from rpt_next_basket_backtest__rows");
  }
}
