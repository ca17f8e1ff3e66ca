package clientele.etl.model.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import clientele.etl.analytics.SharedData;
import clientele.etl.engine.Engine;
import clientele.etl.engine.EngineSettings;
import clientele.etl.engine.Engines;
import clientele.etl.engine.Select;
import clientele.etl.model.Literals;
import clientele.etl.model.Models;
import clientele.etl.settings.Settings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The value models from order lines to reports, over the CDNOW sample as its papers cut it. */
class CdnowModelsTest {

  private static final LocalDate LAST_DAY = LocalDate.of(1998, 6, 30);
  private static final LocalDate CUT = LocalDate.of(1997, 9, 30);

  @TempDir static Path scratch;

  private static Engine engine;
  private static Models models;

  record Line(
      String personId,
      long productKey,
      LocalDate orderDate,
      BigDecimal lineAmount,
      BigDecimal marginAmount,
      boolean isReturn) {}

  record Customer(String personId, long customerKey, boolean isCurrent) {}

  record Product(long productKey, boolean isService) {}

  record Estimate(String parameter, Double estimate, Double logLikelihood, long customers) {}

  record Quality(
      String method, Double expectedOrders, Double meanAbsoluteError, long actualOrders) {}

  record Spend(
      int cutNo,
      String method,
      BigDecimal actualAmount,
      BigDecimal expectedAmount,
      double amountMeanAbsoluteError) {}

  record Group(int repeats, long customers, double actual, Double expected) {}

  record Total(long customers, BigDecimal revenue) {}

  @BeforeAll
  static void giveOrders() throws IOException {
    engine = Engines.open("duckdb", EngineSettings.defaults(scratch.resolve("engine")));
    models = Models.read(scratch);
    Settings.defaults(scratch)
        .lists()
        .forEach((name, rows) -> engine.define("setting_" + name, Literals.rows(rows)));
    List<Line> lines =
        Files.readAllLines(SharedData.require("CDNOW_sample.txt")).stream()
            .map(line -> line.strip().split("\\s+"))
            .map(
                fields ->
                    new Line(
                        "cdnow:" + fields[1],
                        1,
                        LocalDate.parse(fields[2], DateTimeFormatter.BASIC_ISO_DATE),
                        new BigDecimal(fields[4]),
                        null,
                        false))
            .toList();
    engine.take("all_lines", Line.class, lines);
    engine.take(
        "dim_customer",
        Customer.class,
        lines.stream()
            .map(Line::personId)
            .distinct()
            .map(person -> new Customer(person, person.hashCode(), true))
            .toList());
    engine.take("dim_product", Product.class, List.of(new Product(1, false)));
  }

  @AfterAll
  static void close() {
    if (engine != null) {
      engine.close();
    }
  }

  @Test
  void theModelOfTheCutIsThePublishedOne() {
    build(CUT, 90);

    Map<String, Double> estimates = new TreeMap<>();
    for (Estimate estimate :
        engine.read(
            Select.of(
                """
                select parameter, estimate, log_likelihood, customers from rpt_value_model
                where model in ('bg_nbd', 'gamma_gamma')\
                """),
            Estimate.class)) {
      estimates.put(estimate.parameter(), estimate.estimate());
      estimates.put("log-likelihood of " + estimate.parameter(), estimate.logLikelihood());
    }

    assertThat(estimates.get("r")).isCloseTo(.242595, withinPercentage(.001));
    assertThat(estimates.get("alpha")).isCloseTo(4.413602, withinPercentage(.001));
    assertThat(estimates.get("a")).isCloseTo(.792922, withinPercentage(.001));
    assertThat(estimates.get("b")).isCloseTo(2.425907, withinPercentage(.001));
    assertThat(estimates.get("log-likelihood of r")).isCloseTo(-9582.4292, within(1e-3));
    assertThat(estimates.get("q")).isGreaterThan(1);
    List<Total> totals =
        engine.read(
            Select.of(
                """
                select cast(sum(customers) as bigint) as customers, sum(revenue) as revenue
                from rpt_segment_summary\
                """),
            Total.class);
    Total people =
        engine
            .read(
                Select.of(
                    """
                    select count(*) as customers, sum(revenue) as revenue
                    from rpt_customer_value
                    where expected_orders_365_days > 0 and expected_revenue_365_days > 0\
                    """),
                Total.class)
            .get(0);
    Total lines =
        engine
            .read(
                Select.of(
                    """
                    select count(distinct person_id) as customers, sum(line_amount) as revenue
                    from fact_order_line\
                    """),
                Total.class)
            .get(0);
    assertThat(lines.customers()).isEqualTo(2357);
    assertThat(people).isEqualTo(lines);
    assertThat(totals).containsExactly(lines);
  }

  @Test
  void theBacktestOfTheLastDayChoosesTheBestOfThePublishedHoldout() {
    build(LAST_DAY, 273);

    List<Quality> qualities =
        engine.read(
            Select.of(
                """
                select method, expected_orders, mean_absolute_error, actual_orders
                from rpt_value_backtest where is_chosen\
                """),
            Quality.class);
    List<Group> groups =
        engine.read(
            Select.of(
                """
                select
                  repeats, customers, actual_orders_per_customer as actual,
                  expected_orders_per_customer as expected
                from rpt_value_calibration order by repeats\
                """),
            Group.class);

    assertThat(qualities).hasSize(1);
    assertThat(qualities.get(0).actualOrders()).isEqualTo(1882);
    // The bar is the best single model of the literature on these data.
    assertThat(qualities.get(0).method()).isEqualTo("pareto_nbd");
    assertThat(qualities.get(0).expectedOrders()).isGreaterThanOrEqualTo(1665.4);
    assertThat(qualities.get(0).meanAbsoluteError()).isLessThan(.75455);
    assertThat(groups.stream().map(Group::customers))
        .containsExactly(1411L, 439L, 214L, 100L, 62L, 38L, 29L, 64L);
    assertThat(groups.get(7).actual()).isCloseTo(6.359, within(5e-4));
    assertThat(groups.get(7).expected()).isCloseTo(6.403, within(1.5e-3));
  }

  @Test
  void spendIsForetoldAtEachCutNearerThanByThePast() {
    build(LAST_DAY, 182);

    List<Spend> spends =
        engine.read(
            Select.of(
                """
                select
                  cut_no, case when is_chosen then 'chosen' else method end as method, actual_amount,
                  expected_amount, amount_mean_absolute_error
                from rpt_value_backtest where expected_amount is not null
                order by cut_no, method\
                """),
            Spend.class);

    assertThat(spends)
        .extracting(spend -> spend.cutNo() + " " + spend.method())
        .containsExactly(
            "1 chosen", "1 last_window", "1 own_rate", "2 chosen", "2 last_window", "2 own_rate");
    // What the file itself sums to, after 1997-12-30 and in the 182 days up to it.
    assertThat(spends.get(0).actualAmount()).isEqualByComparingTo("43103.44");
    assertThat(spends.get(3).actualAmount()).isEqualByComparingTo("54502.37");
    for (int cut : new int[] {0, 3}) {
      Spend chosen = spends.get(cut);
      for (Spend baseline : spends.subList(cut + 1, cut + 3)) {
        assertThat(missed(chosen)).isLessThan(missed(baseline));
        assertThat(chosen.amountMeanAbsoluteError()).isLessThan(baseline.amountMeanAbsoluteError());
      }
    }
  }

  private static BigDecimal missed(Spend spend) {
    return spend.expectedAmount().subtract(spend.actualAmount()).abs();
  }

  private static void build(LocalDate asOf, int holdoutDays) {
    Map<String, Object> parameters = new TreeMap<>(Settings.defaults(scratch).parameters());
    parameters.put("as_of", asOf);
    parameters.put("as_of_end", asOf.plusDays(1).atStartOfDay());
    parameters.put("run_id", "cdnow");
    parameters.put("value_holdout_days", (long) holdoutDays);
    engine.define(
        "fact_order_line",
        new Select("select * from all_lines where order_date <= :as_of", parameters));
    for (String table :
        List.of(
            "int_customer_purchase_day",
            "int_customer_purchase",
            "int_value_state",
            "int_value_spend_state",
            "int_value_holdout_person",
            "int_value_holdout_state",
            "int_value_fit",
            "rpt_value_backtest",
            "rpt_value_model",
            "int_value_score",
            "rpt_rfm_bound",
            "int_segment_point",
            "int_rfm_score",
            "rpt_customer_value",
            "rpt_segment_summary",
            "rpt_segment_movement",
            "rpt_value_calibration",
            "rpt_value_tracking")) {
      engine.keep(table, models.find(table).orElseThrow().body(engine, parameters));
    }
  }
}
