package clientele.etl.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clientele.etl.engine.Engine;
import clientele.etl.engine.EngineSettings;
import clientele.etl.engine.Engines;
import clientele.etl.engine.Select;
import clientele.etl.settings.Settings;
import clientele.etl.store.IcebergStore;
import clientele.etl.store.LocationSettings;
import clientele.etl.store.QuarantineDecision;
import clientele.etl.store.Store;
import clientele.failure.Failure;
import clientele.schema.Check;
import clientele.schema.Contracts;
import clientele.schema.TableContract;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What staging refuses, with the column, the value and the rule. */
class StagingTest {

  private static final LocalDate AS_OF = LocalDate.of(2026, 3, 31);

  private static final String LINE =
      "select '%s' as order_line_id, 'o1' as order_id, %s as ordered_at, %s as quantity,"
          + " 2.5 as unit_price, %s as line_amount, %s as currency, %s as is_return";

  @TempDir Path folder;

  private static String line(String id, String at, String amount, String currency) {
    return LINE.formatted(id, "'" + at + "'", "1", "'" + amount + "'", currency, "false");
  }

  /** The outcome of staging one entity from one source. */
  private final class Stage implements AutoCloseable {
    private final Engine engine;
    private final Store store;
    private final Map<String, Object> parameters;
    private final Contracts contracts = Contracts.builtIn();

    Stage(String engineName) {
      this(engineName, 1);
    }

    Stage(String engineName, double quarantinedShare) {
      engine = Engines.open(engineName, EngineSettings.defaults(folder.resolve("scratch")));
      store =
          new IcebergStore(
              new LocationSettings(folder.resolve("warehouse"), ""), InstantSource.system());
      store.prepare("branch");
      parameters = new HashMap<>(Settings.defaults(folder).parameters());
      parameters.put("as_of", AS_OF);
      parameters.put("as_of_begin", AS_OF.atStartOfDay());
      parameters.put("as_of_end", AS_OF.plusDays(1).atStartOfDay());
      parameters.put("run_id", "run");
      parameters.put("limits_quarantined_share", quarantinedShare);
    }

    Staging.Staged stage(String entity, String... rows) {
      TableContract contract = contracts.require(entity);
      String sql = String.join("\nunion all\n", rows);
      return new Staging(new Workspace(engine, store, "branch", parameters, true))
          .stage(
              new Entity(
                  contract,
                  contract.lookups().stream()
                      .map(Check.LookedUpTruth::table)
                      .map(contracts::require)
                      .toList(),
                  List.of(new Entity.Feed("shop", "shop.sql", sql))),
              contracts.require("rpt_quarantine"));
    }

    List<String> rows(String sql) {
      return engine.show(Select.of(sql), 1000).rows().stream()
          .map(row -> String.join("|", row.stream().map(String::valueOf).toList()))
          .toList();
    }

    @Override
    public void close() {
      engine.close();
      store.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "spark"})
  void whatDoesNotFitIsQuarantinedWithColumnValueAndRuleAndTheRestIsStaged(String engineName) {
    try (Stage stage = new Stage(engineName)) {
      Staging.Staged staged =
          stage.stage(
              "stg_order_line",
              line("good", "2026-03-01 10:00:00", "2.50", "'EUR'"),
              line("next week", "2026-04-07 10:00:00", "2.50", "'EUR'"),
              line("year 202", "0202-03-01 10:00:00", "2.50", "'EUR'"),
              line("31 February", "2026-02-31 10:00:00", "2.50", "'EUR'"),
              line("year 2206", "2206-03-01 10:00:00", "2.50", "'EUR'"),
              line("dollars", "2026-03-01 10:00:00", "2.50", "'USD'"),
              line("no currency", "2026-03-01 10:00:00", "2.50", "cast(null as varchar)"),
              line("no amount", "2026-03-01 10:00:00", "see receipt", "'EUR'"),
              line("two faults", "1816-03-01 10:00:00", "2.50", "'euro'"),
              line("twice", "2026-03-01 10:00:00", "2.50", "'EUR'"),
              line("twice", "2026-03-02 10:00:00", "2.50", "'EUR'"),
              LINE.formatted("return", "'2026-03-01 10:00:00'", "1", "'2.50'", "'EUR'", "true"));
      assertThat(staged).isEqualTo(new Staging.Staged(12, 2, 9, 1, staged.extent()));
      assertThat(stage.rows("select order_line_id from stg_order_line order by 1"))
          .containsExactly("good", "twice");
      assertThat(
              stage.rows(
                  "select source, natural_key, column_name, value, rule from quarantined_order_line"
                      + " order by natural_key, column_name"))
          .containsExactly(
              "shop|31 February|ordered_at|2026-02-31 10:00:00|is no timestamp",
              "shop|dollars|currency, ordered_at|USD | 2026-03-01 10:00:00|breaks the rule currency"
                  + " has a rate",
              "shop|no amount|line_amount|see receipt|is no decimal(18,2)",
              "shop|no currency|currency|null|is missing",
              "shop|return|is_return, line_amount, quantity|true | 2.50 | 1.000|breaks the rule"
                  + " returns are negative",
              "shop|twice|source, order_line_id|twice|key stands twice",
              "shop|two faults|currency, ordered_at|euro | 1816-03-01 10:00:00|breaks the rule"
                  + " currency has a rate",
              "shop|two faults|ordered_at|1816-03-01 10:00:00|is before limits.earliest_date",
              "shop|year 202|ordered_at|0202-03-01 10:00:00|is before limits.earliest_date",
              "shop|year 2206|ordered_at|2206-03-01 10:00:00|is more than limits.future_days"
                  + " ahead");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = "duckdb")
  void aCostOfACampaignInAnotherCurrencyOrInNoneIsQuarantinedUnlessItIsNothing(String engineName) {
    try (Stage stage = new Stage(engineName)) {
      String cost =
          "select '%s' as campaign_id, date '2026-03-01' as cost_date, 'media' as kind,"
              + " cast(%s as decimal(18, 2)) as amount, cast(%s as varchar) as currency";
      stage.stage(
          "stg_campaign_cost",
          cost.formatted("euros", "5", "'EUR'"),
          cost.formatted("dollars", "5", "'USD'"),
          cost.formatted("unknown", "5", "null"),
          cost.formatted("nothing", "0", "null"));

      assertThat(stage.rows("select campaign_id from stg_campaign_cost order by 1"))
          .containsExactly("euros", "nothing");
      assertThat(stage.rows("select natural_key, rule from quarantined_campaign_cost order by 1"))
          .containsExactly(
              "dollars|2026-03-01|media|breaks the rule costs are in the currency of the warehouse",
              "unknown|2026-03-01|media|breaks the rule costs are in the currency of the"
                  + " warehouse");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = "duckdb")
  void timesThatMayLieAheadMayBeOpenButNotFarAhead(String engineName) {
    try (Stage stage = new Stage(engineName)) {
      String consent =
          "select '%s' as customer_id, 'email' as channel, 'marketing' as purpose,"
              + " timestamp '2026-03-01 10:00:00' as given_at, timestamp '%s' as withdrawn_at";
      stage.stage(
          "stg_consent",
          consent.formatted("open", "9999-12-31 00:00:00"),
          consent.formatted("in ten years", "2036-03-01 00:00:00"),
          consent.formatted("slip", "2206-03-01 00:00:00"));
      assertThat(stage.rows("select customer_id from stg_consent order by 1"))
          .containsExactly("in ten years", "open");
      assertThat(stage.rows("select natural_key, column_name, rule from quarantined_consent"))
          .containsExactly("slip|email|marketing|withdrawn_at|is more than a hundred years ahead");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = "duckdb")
  void tooManyRefusedRowsStopTheNightWithEveryRuleItsCountAndASample(String engineName) {
    try (Stage stage = new Stage(engineName, 0.2)) {
      assertThatThrownBy(
              () ->
                  stage.stage(
                      "stg_order_line",
                      line("good", "2026-03-01 10:00:00", "2.50", "'EUR'"),
                      line("a", "2026-03-01 10:00:00", "x", "'USD'"),
                      line("b", "2026-03-01 10:00:00", "y", "'EUR'")))
          .isInstanceOf(Failure.Contract.class)
          .hasMessageContaining("stg_order_line: 2 of 3 rows do not fit")
          .hasMessageContaining("limits.quarantined_share 0.2")
          .hasMessageContaining("line_amount is no decimal(18,2) (2 times, such as 'x' of shop a);")
          .hasMessageContaining("(1 times, such as 'USD | 2026-03-01 10:00:00' of shop a)");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "spark"})
  void sqlThatIsRefusedAndValuesThatItRefusesAreToldWithTheFile(String engineName) {
    try (Stage stage = new Stage(engineName)) {
      assertThatThrownBy(() -> stage.stage("stg_order_line", "select 1 as one from nowhere"))
          .isInstanceOf(Failure.Contract.class)
          .hasMessageContaining("shop.sql: the SQL was refused")
          .hasMessageContaining("nowhere");
      assertThatThrownBy(
              () ->
                  stage.stage(
                      "stg_order_line",
                      "select *, cast(given as integer) as quantity from (values ('one')) as"
                          + " t(given)"))
          .isInstanceOf(Failure.Contract.class)
          .hasMessageContaining("shop.sql")
          .hasMessageContaining("column 'given'");
      assertThatThrownBy(
              () ->
                  stage.stage(
                      "stg_order_line",
                      line("one", "2026-03-01 10:00:00", "2.50", "'EUR'")
                          .replace(
                              "1 as quantity", "cast(concat('o', 'ne') as integer) as quantity")))
          .isInstanceOf(Failure.Contract.class)
          .hasMessageStartingWith("shop.sql: a value was refused")
          .hasMessageContaining("'one'")
          .hasMessageContaining("try_cast");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"duckdb", "spark"})
  void aReleasedRowComesInWithoutTheValueThatDoesNotFitUnlessTheContractNeedsIt(String engineName) {
    String contact =
        "select '%s' as interaction_id, 'phone' as channel, '%s' as direction,"
            + " '2026-03-01 10:00:00' as started_at, '%s' as duration_seconds, %s as customer_id";
    String[] rows = {
      contact.formatted("good", "inbound", "60", "'c'"),
      contact.formatted("sideways", "sideways", "60", "'c'"),
      contact.formatted("long", "inbound", "an hour", "'c'"),
      contact.formatted("both", "sideways", "an hour", "'c'"),
      "select null, 'phone', 'inbound', '2026-03-01 10:00:00', '60', 'c'",
    };
    String faults =
        "select fault_id(stage, source, table_name, natural_key, column_name, value, rule) as id,"
            + " natural_key, column_name from quarantined_interaction";
    List<String> ids;
    try (Stage stage = new Stage(engineName)) {
      stage.stage("stg_interaction", rows);
      ids =
          stage.rows(
              "select id from (%s) f where natural_key <> 'both' or column_name = 'direction'"
                  .formatted(faults));
      assertThat(ids).hasSize(4);
      stage.store.publish("branch", "run", AS_OF);
      stage.store.decide(
          ids.stream()
              .map(
                  id ->
                      new QuarantineDecision(
                          id,
                          QuarantineDecision.Kind.RELEASED,
                          new QuarantineDecision.Fault("stage", "shop", "t", "k", "c", "v", "r"),
                          "seen",
                          "Anna Baker",
                          Instant.parse("2026-03-31T10:00:00Z")))
              .toList());
    }
    try (Stage stage = new Stage(engineName)) {
      Staging.Staged staged = stage.stage("stg_interaction", rows);
      assertThat(staged).isEqualTo(new Staging.Staged(5, 3, 2, 0, staged.extent()));
      assertThat(
              stage.rows(
                  "select interaction_id, direction, duration_seconds from stg_interaction order by"
                      + " 1"))
          .containsExactly("good|inbound|60", "long|inbound|null", "sideways|null|60");
      assertThat(
              stage.rows(
                  "select natural_key, column_name from quarantined_interaction order by 1, 2"))
          .containsExactly("|interaction_id", "both|direction", "both|duration_seconds");
    }
  }
}
