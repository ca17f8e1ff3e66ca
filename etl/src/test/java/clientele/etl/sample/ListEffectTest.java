package clientele.etl.sample;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.deliver.Lists;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Model;
import clientele.etl.model.Models;
import clientele.etl.settings.Settings;
import clientele.schema.TableContract;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a list brings, measured by the people who were held out of it: nights write their lists, the
 * people on them order as planted, a later night compares.
 */
class ListEffectTest {

  private static final int PEOPLE = 8_000;
  private static final LocalDate FIRST_NIGHT = LocalDate.of(2026, 3, 2);
  private static final LocalDate LATER_NIGHT = LocalDate.of(2026, 4, 15);
  private static final double ORDERS_ANYWAY = .15;

  private static final List<String> TABLES =
      List.of(
          "dim_campaign",
          "fact_campaign_member",
          "int_campaign_person",
          "int_campaign_arm",
          "int_campaign_outcome",
          "rpt_campaign_effect");

  @TempDir Path scratch;

  private final Models models = Models.read(Path.of("none"));

  private record Order(long person, String day) {}

  private record Recorded(long people, long control, long campaigns) {}

  private record Effect(
      long members,
      double effect,
      double low,
      double high,
      String verdictKind,
      boolean isFinished) {}

  @Test
  void what_a_list_brings_is_found_by_a_later_night() {
    Effect effect = effect(.1);

    assertThat(effect.members()).isEqualTo(PEOPLE);
    assertThat(effect.isFinished()).isTrue();
    assertThat(effect.low()).isPositive().isLessThan(.1);
    assertThat(effect.high()).isGreaterThan(.1);
    assertThat(effect.verdictKind()).isNotEqualTo("no_effect_found");
  }

  @Test
  void a_list_that_brings_nothing_is_called_so() {
    Effect effect = effect(0);

    assertThat(effect.low()).isNegative();
    assertThat(effect.high()).isPositive();
    assertThat(effect.verdictKind()).isEqualTo("no_effect_found");
  }

  private Effect effect(double extraOrders) {
    try (Engine engine = Worlds.engine(scratch.resolve("engine"), 2)) {
      Map<String, Object> parameters = new HashMap<>(Settings.defaults(scratch).parameters());
      parameters.put("run_id", "later");
      for (TableContract contract : models.contracts().all()) {
        engine.keep(contract.name(), Select.of(none(contract)));
      }
      engine.keep("dim_customer", Select.of(PERSONS.formatted(PEOPLE)));
      // Half of the people are on the list of the first night, all on that of the second.
      record(engine, parameters, FIRST_NIGHT, PEOPLE / 2);
      record(engine, parameters, FIRST_NIGHT.plusDays(1), PEOPLE);
      order(engine, extraOrders);
      setAsOf(parameters, LATER_NIGHT);
      for (String table : TABLES) {
        Model model = models.find(table).orElseThrow();
        engine.keep("made_rows", model.body(engine, parameters));
        engine.keep(table, Select.of(typed(model.contract())));
      }
      return engine.read(Select.of(EFFECT), Effect.class).get(0);
    }
  }

  private static void record(
      Engine engine, Map<String, Object> parameters, LocalDate night, int people) {
    setAsOf(parameters, night);
    engine.keep("rpt_cross_sell_candidate", new Select(OFFERS.formatted(people), parameters));
    engine.keep("recorded", new Select(Lists.recordSql(), parameters));
    engine.keep(
        "fact_list_delivery",
        Select.of("select * from fact_list_delivery union all by name select * from recorded"));
  }

  /** Everybody orders by chance in the month after, those who are listed more often. */
  private static void order(Engine engine, double extraOrders) {
    SplittableRandom random = new SplittableRandom(4);
    List<Recorded> recorded =
        engine.read(
            Select.of(
                """
                select
                  count(distinct person_id) as people,
                  count(distinct person_id) filter (where is_control) as control,
                  count(distinct campaign) as campaigns
                from fact_list_delivery
                """),
            Recorded.class);
    assertThat(recorded.get(0).people()).isEqualTo(PEOPLE);
    assertThat(recorded.get(0).campaigns()).isEqualTo(1);
    assertThat(recorded.get(0).control() / (double) PEOPLE).isBetween(.09, .11);
    List<Listed> listed =
        engine.read(
            Select.of(
                "select distinct cast(substr(person_id, 2) as bigint) as person, is_control"
                    + " from fact_list_delivery order by person"),
            Listed.class);
    List<Order> orders =
        listed.stream()
            .filter(
                person ->
                    random.nextDouble() < ORDERS_ANYWAY + (person.isControl() ? 0 : extraOrders))
            .map(
                person ->
                    new Order(person.person(), "2026-03-%02d".formatted(5 + random.nextInt(20))))
            .toList();
    engine.take("placed_orders", Order.class, orders);
    engine.keep("fact_order_line", Select.of(ORDER_LINES));
  }

  private record Listed(long person, boolean isControl) {}

  private static void setAsOf(Map<String, Object> parameters, LocalDate day) {
    parameters.put("as_of", day);
    parameters.put("as_of_begin", day.atStartOfDay());
    parameters.put("as_of_end", day.plusDays(1).atStartOfDay());
  }

  private static String none(TableContract contract) {
    return contract.columns().stream()
        .map(column -> "cast(null as %s) as %s".formatted(column.type().sql(), column.name()))
        .collect(Collectors.joining(", ", "select ", " from range(0)"));
  }

  /** As a night writes it. */
  private static String typed(TableContract contract) {
    return contract.columns().stream()
        .map(column -> "cast(%2$s as %1$s) as %2$s".formatted(column.type().sql(), column.name()))
        .collect(Collectors.joining(", ", "select ", " from made_rows"));
  }

  private static final String PERSONS =
      """
      select
        n + 1 as customer_key, 'p' || n as person_id, 'person' as kind,
        cast('2025-01-01' as timestamp) as first_seen_at, cast('2025-01-01' as timestamp) as valid_from,
        cast('9999-12-31' as timestamp) as valid_to, true as is_current
      from range(%d) as numbers(n)
      """;

  private static final String OFFERS =
      """
      select
        :as_of as as_of_date, 'p' || n as person_id, 1 as place, 'Grinder' as product_name,
        cast(9 as double) as expected_revenue
      from range(%d) as numbers(n)
      """;

  private static final String ORDER_LINES =
      """
      select
        'p' || person as person_id, person as order_key, cast(day as timestamp) as sold_at,
        cast(day as timestamp) as ordered_at, cast(50 as decimal(18, 2)) as line_amount,
        cast(20 as decimal(18, 2)) as margin_amount, false as is_return
      from placed_orders
      """;

  private static final String EFFECT =
      """
      select
        (select count(*) from fact_campaign_member) as members,
        absolute_effect as effect, absolute_low as low, absolute_high as high, verdict_kind,
        is_window_finished as is_finished
      from rpt_campaign_effect
      where campaign_id = '(lists):cross-sell-candidates-2026-03' and arm = 'listed' and metric = 'orders'
      """;
}
