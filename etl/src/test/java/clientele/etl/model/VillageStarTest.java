package clientele.etl.model;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.engine.Engine;
import clientele.etl.engine.EngineSettings;
import clientele.etl.engine.Engines;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VillageStarTest {

  @TempDir Path scratch;

  private Engine engine;
  private VillageStar star;

  @BeforeEach
  void build() {
    engine = Engines.open("duckdb", EngineSettings.defaults(scratch.resolve("engine")));
    star = new VillageStar(engine, scratch);
    star.build();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void theStarOfTheVillagePassesItsChecksAndIsAsItShouldBe() {
    assertThat(star.breaches()).isEmpty();
    assertThat(
            star.rows(
                """
                select source, customer_id, person_id, rule from bridge_customer_identity
                order by source, customer_id
                """))
        .containsExactly(
            List.of("calls", "k1", "shop:s1", "card"),
            List.of("calls", "k2", "calls:k2", "alone"),
            List.of("crm", "c1", "shop:s1", "email"),
            List.of("crm", "c2", "crm:c2", "alone"),
            List.of("crm", "c3", "crm:c3", "alone"),
            List.of("crm", "c4", "crm:c4", "alone"),
            List.of("crm", "c5", "crm:c5", "alone"),
            List.of("mailer", "m1", "shop:s1", "email"),
            List.of("mailer", "m2", "mailer:m2", "named_only"),
            List.of("shop", "s1", "shop:s1", "card"),
            List.of("shop", "s2", "shop:s2", "alone"),
            List.of("shop", "s9", "shop:s9", "named_only"));
    assertThat(
            star.rows(
                """
                select source_customer_id, person_id, in_window_orders, in_window_revenue, in_window_margin
                from fact_campaign_member
                order by source_customer_id
                """))
        .as("Anna's order in the shop, less what she sent back, counts for her e-mail")
        .containsExactly(
            List.of("m1", "shop:s1", "1", "7.50", "4.50"),
            List.of("m2", "mailer:m2", "0", "0.00", "0.00"));
    assertThat(
            star.rows(
                """
                select date_text, iso_week_text, day_of_week, weekday_name, month_name, quarter,
                  day_of_year, week_start_date, quarter_start_date, is_weekend
                from dim_date
                where date_key in (20210103, 20240229, 20241230)
                order by date_key
                """))
        .containsExactly(
            List.of(
                "2021-01-03",
                "2020-W53",
                "7",
                "Sunday",
                "January",
                "1",
                "3",
                "2020-12-28",
                "2021-01-01",
                "true"),
            List.of(
                "2024-02-29",
                "2024-W09",
                "4",
                "Thursday",
                "February",
                "1",
                "60",
                "2024-02-26",
                "2024-01-01",
                "false"),
            List.of(
                "2024-12-30",
                "2025-W01",
                "1",
                "Monday",
                "December",
                "4",
                "365",
                "2024-12-30",
                "2024-10-01",
                "false"));
  }

  @Test
  void aLineInAnotherCurrencyStopsAndIsNamed() {
    star.tamper(
        "fact_order_line",
        "select * replace (case when order_line_id = 'l4' then 'GBP' else currency end as currency)"
            + " from before");

    assertThat(star.breaches())
        .containsExactly(
            "fact_order_line: amounts_are_in_the_currency_of_the_warehouse: source=shop,"
                + " currency=GBP, lines=1");
  }

  @Test
  void aLineThatIsLostOnTheWayStops() {
    star.tamper("fact_order_line", "select * from before where order_line_id <> 'l4'");

    assertThat(star.breaches())
        .singleElement()
        .asString()
        .startsWith(
            "fact_order_line: every_staged_line_arrives_once: staged_lines=4, fact_lines=3");
  }

  @Test
  void aReturnWithAPositiveAmountStops() {
    star.tamper(
        "fact_order_line",
        "select * replace (is_return or order_line_id = 'l4' as is_return) from before");

    assertThat(star.breaches())
        .singleElement()
        .asString()
        .startsWith("fact_order_line: returns_are_negative");
  }

  @Test
  void aGapBetweenVersionsStops() {
    star.tamper(
        "dim_product",
        """
        select * replace (
          case when product_id = 'shop:tin' then timestamp '2026-01-01' else valid_from end as valid_from)
        from before
        """);

    assertThat(star.breaches())
        .anyMatch(
            breach ->
                breach.startsWith(
                    "dim_product: versions_neither_gap_nor_overlap: product_id=shop:tin"));
  }

  @Test
  void aSecondCurrentVersionStops() {
    star.tamper(
        "dim_employee",
        """
        select * from before
        union all
        select * replace (17 as employee_key) from before where employee_id = 'calls:1'
        """);

    assertThat(star.breaches())
        .anyMatch(
            breach ->
                breach.startsWith(
                    "dim_employee: one_current_row_per_employee: employee_id=calls:1"));
  }

  @Test
  void aMissingUnknownMemberStops() {
    star.tamper("dim_channel", "select * from before where channel_key <> 0");

    assertThat(star.breaches()).contains("dim_channel: unknown_members_are_there: members=1");
  }
}
