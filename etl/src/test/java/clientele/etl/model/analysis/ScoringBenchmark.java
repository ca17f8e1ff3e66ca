package clientele.etl.model.analysis;

import clientele.etl.engine.Engine;
import clientele.etl.engine.EngineSettings;
import clientele.etl.engine.Engines;
import clientele.etl.engine.FieldColumn;
import clientele.etl.engine.Select;
import clientele.etl.engine.Written;
import clientele.etl.model.Models;
import clientele.etl.settings.Settings;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What it takes to score people with a fitted model: their histories are grouped, each history is
 * scored, and people join the score of theirs. Arguments: people, the engine, and the model in the
 * words of rpt_value_backtest. Prints seconds by the clock and of all processors, for the first
 * time in a process, when Java and Spark still translate their code, and for the times after it.
 *
 * <p>People came evenly over three years; the number of their orders falls off geometrically, and
 * their last order lies where the last of so many at random days does. 1,000,000 have some 375,000
 * histories. On two processors, by BG/NBD, in order of the times: DuckDB took 6.8, 6.3 and 6.3 s;
 * Spark, beside other work, 26.0, 16.4 and 13.2 s (42.6, 26.8 and 21.9 s of processors), the last
 * of which are .9 s for the histories, 7.2 s for their scores and 5.2 s to join.
 */
public final class ScoringBenchmark {

  private static final LocalDate AS_OF = LocalDate.of(2026, 3, 31);
  private static final int THREADS = 2;
  private static final int TIMES = 3;
  private static final List<String> TABLES =
      List.of("int_value_state", "int_value_score", "rpt_customer_value");

  private static final Map<String, Map<String, Double>> MODELS =
      Map.of(
          "bg_nbd", Map.of("r", .6, "alpha", 6.0, "a", .8, "b", 2.5),
          "mbg_nbd", Map.of("r", .6, "alpha", 6.0, "a", .8, "b", 2.5),
          "mbg_cnbd_k", Map.of("k", 2.0, "r", .6, "alpha", 3.0, "a", .8, "b", 2.5),
          "pareto_nbd", Map.of("r", .6, "alpha", 6.0, "s", .7, "beta", 12.0),
          "nbd", Map.of("r", .6, "alpha", 6.0),
          "gamma_gamma", Map.of("p", 6.25, "q", 3.74, "gamma", 15.44));

  private ScoringBenchmark() {}

  record Fitted(
      String fittedOn,
      String customerGroup,
      String model,
      String parameter,
      Double estimate,
      Double logLikelihood,
      String reason) {}

  record Chosen(LocalDate asOfDate, String method, String basis, boolean isChosen) {}

  private record Rows(long rows) {}

  public static void main(String[] arguments) throws IOException {
    Path scratch = Files.createTempDirectory("scoring-benchmark");
    EngineSettings settings =
        new EngineSettings(
            ZoneId.of("UTC"),
            "DE",
            Optional.empty(),
            Optional.of(THREADS),
            "local[%d]".formatted(THREADS),
            scratch.resolve("engine"));
    Map<String, Object> parameters = new HashMap<>(Settings.defaults(scratch).parameters());
    parameters.put("as_of", AS_OF);
    Models models = Models.read(scratch);
    List<FieldColumn> columns = new ArrayList<>();
    Written people = people(arguments[0], scratch, columns);
    try (Engine engine = Engines.open(arguments[1], settings)) {
      engine.register("people", people.files(), columns.stream().map(FieldColumn::column).toList());
      give(engine, arguments[2]);
      for (int time = 1; time <= TIMES; time++) {
        System.out.printf("time %d%n", time);
        score(engine, models, parameters);
      }
    }
  }

  private static void score(Engine engine, Models models, Map<String, Object> parameters) {
    Spent all = Spent.now();
    for (String table : TABLES) {
      Spent before = Spent.now();
      engine.keep(table, models.find(table).orElseThrow().body(engine, parameters));
      before.print(table, count(engine, table));
    }
    all.print("all", count(engine, "people"));
  }

  /** A moment by the clock and by the processors. */
  private record Spent(long nanoseconds, long processorNanoseconds) {

    static Spent now() {
      OperatingSystemMXBean system =
          (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      return new Spent(System.nanoTime(), system.getProcessCpuTime());
    }

    void print(String what, long rows) {
      Spent now = now();
      System.out.printf(
          "%-20s %6.1f s, %6.1f s of processors, %,d rows%n",
          what,
          (now.nanoseconds - nanoseconds) / 1e9,
          (now.processorNanoseconds - processorNanoseconds) / 1e9,
          rows);
    }
  }

  private static long count(Engine engine, String table) {
    return engine
        .read(Select.of("select count(*) as rows from " + table), Rows.class)
        .get(0)
        .rows();
  }

  private static Written people(String count, Path scratch, List<FieldColumn> columns)
      throws IOException {
    try (Engine duckdb =
        Engines.open("duckdb", EngineSettings.defaults(scratch.resolve("people-engine")))) {
      Select people = Select.of(PEOPLE.formatted(Long.valueOf(count)));
      duckdb
          .describe(people)
          .forEach(column -> columns.add(new FieldColumn(columns.size() + 1, column)));
      return duckdb.write(
          people, columns, Files.createDirectories(scratch.resolve("people")), List.of());
    }
  }

  private static void give(Engine engine, String model) {
    engine.define("int_customer_purchase", Select.of("select * from people"));
    engine.define(
        "dim_customer",
        Select.of("select person_id, customer_key, true as is_current from people"));
    engine.define("int_rfm_score", Select.of(SCORES));
    List<Fitted> fitted = new ArrayList<>();
    for (String each : List.of(model, "gamma_gamma")) {
      MODELS
          .get(each)
          .forEach(
              (name, value) ->
                  fitted.add(new Fitted("all", "everybody", each, name, value, -1.0, "given")));
    }
    engine.take("int_value_fit", Fitted.class, fitted);
    engine.take(
        "rpt_value_backtest",
        Chosen.class,
        List.of(new Chosen(AS_OF, model, FitBasis.EVERYBODY.column(), true)));
  }

  private static final String PEOPLE =
      """
      with drawn as (
        select
          n as customer_key,
          cast(floor(1096 * draw(n, 1, 0)) as integer) as age_days,
          case when draw(n, 2, 0) < 0.45 then 0 else cast(floor(-4 * ln(draw(n, 3, 0))) as integer) end as tries,
          draw(n, 4, 0) as late
        from range(%d) as numbers(n)
      ),
      kept as (
        select *, least(tries, age_days) as repeats from drawn
      ),
      histories as (
        select
          *,
          case
            when repeats = 0 then 0
            else greatest(repeats, cast(floor(age_days * pow(late, 1.0 / repeats)) as integer))
          end as last_at_days
        from kept
      )
      select
        'person ' || customer_key as person_id,
        customer_key,
        date '2026-03-31' - age_days as first_order_date,
        date '2026-03-31' - age_days + last_at_days as last_order_date,
        cast(repeats + 1 as bigint) as order_days,
        repeats,
        last_at_days,
        age_days,
        age_days - last_at_days as recency_days,
        cast(0 as bigint) as log_interval_millionths,
        cast(30 * (repeats + 1) as decimal(18, 2)) as revenue,
        cast(12 * (repeats + 1) as decimal(18, 2)) as margin,
        cast(30 * (repeats + 1) as decimal(18, 2)) as costed_revenue,
        cast(1 as double) as cost_known_share,
        cast(repeats + 1 as bigint) as order_days_in_window,
        cast(30 * (repeats + 1) as decimal(18, 2)) as revenue_in_window,
        cast(12 * (repeats + 1) as decimal(18, 2)) as margin_in_window,
        cast(30 as decimal(18, 2)) as revenue_last_365_days,
        cast(repeats + 1 as bigint) as paid_days,
        cast(30 * (repeats + 1) as decimal(18, 2)) as paid_amount,
        repeats as repeat_paid_days,
        cast(30 * repeats as decimal(18, 2)) as repeat_paid_amount
      from histories
      """;

  private static final String SCORES =
      """
      select
        person_id, 3 as recency_score, 3 as frequency_score, 3 as monetary_score, 'Others' as segment,
        cast(null as varchar) as previous_segment, 'A' as value_tier
      from people
      """;
}
