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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The models of intervals and sequences over the log of a real wholesaler. Expected counts come
 * from a plain scan and from a sequence miner, which agree.
 */
class RetailLogTest {

  @TempDir static Path scratch;

  private static Engine engine;

  @BeforeAll
  static void build() {
    Path file = SharedData.require("uci_online_retail.csv.gz");
    engine = Engines.open("duckdb", EngineSettings.defaults(scratch.resolve("engine")));
    engine.keep(
        "int_purchase_day",
        Select.of(
            """
            select
              CustomerID as person_id,
              StockCode as product_id,
              cast(substr(InvoiceDate, 1, 10) as date) as purchase_date,
              cast(sum(cast(Quantity as decimal(18, 3))) as decimal(18, 3)) as quantity,
              cast(sum(cast(Quantity as decimal(18, 0)) * cast(UnitPrice as decimal(12, 3))) as decimal(18, 2))
                as amount,
              cast(null as decimal(18, 2)) as margin_amount
            from read_csv('%s', header = true, all_varchar = true)
            where
              CustomerID <> '' and InvoiceNo not like 'C%%'
              and cast(Quantity as integer) > 0 and cast(UnitPrice as double) > 0
            group by all
            """
                .formatted(file)));
    engine.keep(
        "dim_product",
        Select.of(
            """
            select distinct
              product_id,
              product_id as name,
              cast(null as varchar) as category,
              cast(null as boolean) as is_repeatable,
              cast(null as boolean) as is_available,
              true as is_current
            from int_purchase_day
            """));
    Map<String, Object> parameters = new HashMap<>(Settings.defaults(scratch).parameters());
    parameters.put("as_of", LocalDate.of(2011, 12, 9));
    parameters.put("cross_sell_products", 100L);
    parameters.put("cross_sell_max_gap_days", 30L);
    Models models = Models.read(scratch);
    for (String table :
        List.of(
            "int_product_gap",
            "int_product_repeat",
            "rpt_product_interval",
            "rpt_replenishment_due",
            "int_sequence_day",
            "int_sequence_band",
            "int_sequence_lag",
            "int_sequence_pair",
            "rpt_product_sequence")) {
      engine.keep(table, models.find(table).orElseThrow().body(engine, parameters));
    }
  }

  @AfterAll
  static void close() {
    if (engine != null) {
      engine.close();
    }
  }

  private record Total(long pairs, long repeated, long gaps, double mean, double median) {}

  @Test
  void intervals_are_as_many_and_as_long_as_an_independent_count_says() {
    Total total =
        engine
            .read(
                Select.of(
                    """
                    select
                      count(*) filter (where is_open) as pairs,
                      count(distinct concat(person_id, '|', product_id)) filter (where not is_open) as repeated,
                      count(*) filter (where not is_open) as gaps,
                      avg(cast(gap_days as double)) filter (where not is_open) as mean,
                      percentile_cont(0.5) within group (order by cast(gap_days as double))
                        filter (where not is_open) as median
                    from int_product_gap
                    """),
                Total.class)
            .get(0);

    assertThat(total.pairs()).isEqualTo(266_792);
    assertThat(total.repeated()).isEqualTo(58_994);
    assertThat(total.gaps()).isEqualTo(118_590);
    assertThat(total.mean()).isEqualTo(68.055123, within(5e-7));
    assertThat(total.median()).isEqualTo(45);
  }

  private record Interval(
      long buyers,
      long repeatBuyers,
      double shareRepeat,
      long gaps,
      double naiveMeanGapDays,
      double naiveMedianGapDays) {}

  @Test
  void products_are_bought_again_as_an_independent_count_says() {
    expectInterval("85123A", 856, 405, .473131, 1_092, 68.324176, 48);
    expectInterval("22423", 881, 328, .372304, 811, 70.103576, 51);
    expectInterval("85099B", 635, 311, .489764, 953, 61.453305, 43);
    expectInterval("20725", 532, 276, .518797, 755, 61.679470, 48);
    expectInterval("22383", 434, 226, .520737, 606, 60.978548, 48);
  }

  private static void expectInterval(
      String product, long buyers, long again, double share, long gaps, double mean, int median) {
    Interval interval =
        engine
            .read(
                new Select(
                    "select * from rpt_product_interval where level = 'product' and product_id ="
                        + " :product",
                    Map.of("product", product)),
                Interval.class)
            .get(0);
    assertThat(interval.buyers()).isEqualTo(buyers);
    assertThat(interval.repeatBuyers()).isEqualTo(again);
    assertThat(interval.shareRepeat()).isEqualTo(share, within(5.1e-7));
    assertThat(interval.gaps()).isEqualTo(gaps);
    assertThat(interval.naiveMeanGapDays()).isEqualTo(mean, within(5.1e-7));
    assertThat(interval.naiveMedianGapDays()).isEqualTo(median);
  }

  private record Count(long pairs, long differing) {}

  @Test
  void pairs_are_as_many_as_a_scan_and_a_sequence_miner_find() {
    Count count =
        engine
            .read(
                Select.of(
                    """
                    select count(*) as pairs, count(*) filter (where not is_repeat) as differing
                    from rpt_product_sequence
                    where pair_customers >= 30
                    """),
                Count.class)
            .get(0);

    assertThat(count.pairs()).isEqualTo(1_104);
    assertThat(count.differing()).isEqualTo(1_018);
  }

  private record Pair(long pairCustomers, long customers, long nextCustomers, Double lift) {}

  @Test
  void pairs_have_the_known_number_of_customers() {
    assertThat(pair("85123A", "85123A").pairCustomers()).isEqualTo(145);
    assertThat(pair("23084", "23084").pairCustomers()).isEqualTo(125);
    assertThat(pair("85099B", "85099B").pairCustomers()).isEqualTo(109);
    assertThat(pair("84879", "84879").pairCustomers()).isEqualTo(102);
    assertThat(pair("22423", "22423").pairCustomers()).isEqualTo(101);
    assertThat(pair("85099B", "23203").pairCustomers()).isEqualTo(96);
  }

  @Test
  void the_classic_lift_follows_from_the_counts() {
    expectClassic(pair("22114", "22112"), 59, .181538, 2.061555);
    expectClassic(pair("23300", "23301"), 61, .173789, 1.861475);
  }

  private static void expectClassic(Pair pair, long together, double confidence, double lift) {
    double classic = (double) pair.pairCustomers() / pair.customers();
    assertThat(pair.pairCustomers()).isEqualTo(together);
    assertThat(classic).isEqualTo(confidence, within(5.1e-7));
    assertThat(classic / pair.nextCustomers() * 4_338).isEqualTo(lift, within(5.1e-7));
  }

  private static Pair pair(String product, String next) {
    return engine
        .read(
            new Select(
                """
                select pair_customers, customers, next_customers, lift
                from rpt_product_sequence
                where product_id = :product and next_product_id = :next
                """,
                Map.of("product", product, "next", next)),
            Pair.class)
        .get(0);
  }
}
