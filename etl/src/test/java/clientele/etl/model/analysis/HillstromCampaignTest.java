package clientele.etl.model.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import clientele.etl.analytics.SharedData;
import clientele.etl.engine.Engine;
import clientele.etl.engine.EngineSettings;
import clientele.etl.engine.Engines;
import clientele.etl.engine.Select;
import clientele.etl.model.Models;
import clientele.etl.settings.Settings;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The campaign models over a real e-mail test; expected figures from independent computations. */
class HillstromCampaignTest {

  @TempDir static Path scratch;

  private static Engine engine;

  @BeforeAll
  static void build() {
    Path file = SharedData.require("hillstrom.csv.gz");
    engine = Engines.open("duckdb", EngineSettings.defaults(scratch.resolve("engine")));
    engine.keep(
        "fact_campaign_member",
        Select.of(
            """
            select
              'letter' as campaign_id,
              cast(row_number() over () as varchar) as person_id,
              segment as arm,
              segment = 'No E-Mail' as is_control,
              cast(1 as double) / 3 as planned_share,
              timestamp '2008-03-01 00:00:00' as assigned_at,
              cast(null as timestamp) as sent_at,
              cast(null as decimal(18, 4)) as unit_cost,
              true as is_first_of_person,
              false as is_in_several_arms,
              cast(null as timestamp) as first_delivered_at,
              cast(null as timestamp) as first_opened_at,
              cast(null as timestamp) as first_clicked_at,
              case when visit = '1' then timestamp '2008-03-02 00:00:00' end as first_visited_at,
              true as is_window_finished,
              cast(conversion as bigint) as in_window_orders,
              cast(spend as decimal(18, 2)) as in_window_revenue,
              cast(null as decimal(18, 2)) as in_window_margin
            from read_csv('%s', header = true, all_varchar = true)
            """
                .formatted(file)));
    engine.keep(
        "dim_campaign",
        Select.of(
            "select 'letter' as campaign_id, 'Letter' as name, cast(null as decimal(18, 2)) as fixed_cost"));
    Map<String, Object> parameters = new HashMap<>(Settings.defaults(scratch).parameters());
    parameters.put("as_of", LocalDate.of(2008, 3, 31));
    Models models = Models.read(scratch);
    for (String table :
        List.of(
            "int_campaign_person",
            "int_campaign_arm",
            "int_campaign_outcome",
            "rpt_campaign_effect")) {
      engine.keep(table, models.find(table).orElseThrow().body(engine, parameters));
    }
  }

  @AfterAll
  static void close() {
    if (engine != null) {
      engine.close();
    }
  }

  @Test
  void visits_rise() {
    expect("Mens E-Mail", "visit", .0765895637, .0699533033, .083225824);
    expectRelative("Mens E-Mail", "visit", .721404617, .638413754, .804395479);
    expect("Womens E-Mail", "visit", .0452331066, .0388936422, .051572571);
    expectRelative("Womens E-Mail", "visit", .42605507, .354398737, .497711404);
  }

  @Test
  void conversions_rise() {
    expect("Mens E-Mail", "conversion", .00680500652, .0050001131, .00860989993);
    expectRelative("Mens E-Mail", "conversion", 1.18842188, .7215273, 1.65531645);
    expect("Womens E-Mail", "conversion", .00311105751, .00149863012, .0047234849);
    expectRelative("Womens E-Mail", "conversion", .543313044, .193230331, .893395757);
  }

  @Test
  void revenue_rises() {
    expect("Mens E-Mail", "revenue", .769827156, .485139733, 1.05451458);
    expectRelative("Mens E-Mail", "revenue", 1.17928877, .544284761, 1.81429278);
    expect("Womens E-Mail", "revenue", .424412216, .16895679, .679867642);
    expectRelative("Womens E-Mail", "revenue", .650151864, .149112461, 1.15119127);
  }

  @Test
  void the_arms_are_as_large_as_planned() {
    assertThat(row("Mens E-Mail", "visit").sampleRatioP()).isEqualTo(.90369296, within(5e-9));
    assertThat(row("Mens E-Mail", "visit").isSampleRatioFine()).isTrue();
  }

  @Test
  void what_the_letters_brought_is_told_in_orders_and_money() {
    assertThat(row("Mens E-Mail", "orders").incrementalTotal()).isEqualTo(144.994, within(5e-4));
    assertThat(row("Mens E-Mail", "revenue").incrementalTotal()).isEqualTo(16_402.71, within(5e-3));
    assertThat(row("Womens E-Mail", "orders").incrementalTotal()).isEqualTo(66.536, within(5e-4));
    assertThat(row("Womens E-Mail", "revenue").incrementalTotal())
        .isEqualTo(9_076.90, within(5e-3));
  }

  @Test
  void looking_every_day_withholds_what_one_look_finds() {
    EffectRow womens = row("Womens E-Mail", "conversion");

    assertThat(womens.p()).isEqualTo(.000155973, within(5e-10));
    assertThat(womens.anytimeRelativeP()).isEqualTo(.0868248, within(5e-8));
    assertThat(womens.anytimeRelativeLow()).isEqualTo(-.031944, within(5.1e-7));
    assertThat(womens.anytimeRelativeHigh()).isEqualTo(1.118570, within(5.1e-7));
  }

  @Test
  void margins_that_nobody_knows_are_no_zeros() {
    EffectRow margin = row("Mens E-Mail", "margin");

    assertThat(margin.absoluteEffect()).isNull();
    assertThat(margin.verdict())
        .isEqualTo("cannot be told: margin is not known of 42613 of 42613 people");
  }

  private static void expect(String arm, String metric, double value, double low, double high) {
    EffectRow row = row(arm, metric);
    expect(row.absoluteEffect(), value);
    expect(row.absoluteLow(), low);
    expect(row.absoluteHigh(), high);
  }

  private static void expectRelative(
      String arm, String metric, double value, double low, double high) {
    EffectRow row = row(arm, metric);
    expect(row.relativeEffect(), value);
    expect(row.relativeLow(), low);
    expect(row.relativeHigh(), high);
  }

  private static void expect(double found, double expected) {
    assertThat(found).isCloseTo(expected, Percentage.withPercentage(1e-6));
  }

  private static EffectRow row(String arm, String metric) {
    List<EffectRow> rows =
        engine.read(
            new Select(
                "select * from rpt_campaign_effect where arm = :arm and metric = :metric",
                Map.of("arm", arm, "metric", metric)),
            EffectRow.class);
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }
}
