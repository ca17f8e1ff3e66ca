package clientele.etl.model.analysis;

import clientele.etl.analytics.FigureTables;
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

/**
 * The models of intervals and sequences over the log of a real wholesaler. Expected counts come
 * from a plain scan and from a sequence miner, which agree.
 */
final class RetailLogFigures {

  private final Engine engine;
  private final FigureTables figures;

  private RetailLogFigures(Engine engine, FigureTables figures) {
    this.engine = engine;
    this.figures = figures;
  }

  static void add(FigureTables figures, Path scratch) {
    try (Engine engine =
        Engines.open("duckdb", EngineSettings.defaults(scratch.resolve("engine")))) {
      build(engine, scratch);
      RetailLogFigures log = new RetailLogFigures(engine, figures);
      figures.section("Online Retail: days between purchases (plain count)");
      log.intervals();
      figures.section("Online Retail: A then B within 30 days (plain scan and cspade)");
      log.pairs();
    }
  }

  private static void build(Engine engine, Path scratch) {
    Path file = SharedData.require("uci_online_retail.csv.gz");
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
            "int_product_buyer",
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

  private record Total(long pairs, long repeated, long gaps, double mean, double median) {}

  private void intervals() {
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

    count("customers and codes", 266_792, total.pairs());
    count("of them repeated", 58_994, total.repeated());
    count("gaps", 118_590, total.gaps());
    figures.add("mean gap", 68.055123, total.mean(), 5.1e-7);
    figures.add("median gap", 45, total.median(), 0);
    interval("85123A", 856, 405, .473131, 1_092, 68.324176, 48);
    interval("22423", 881, 328, .372304, 811, 70.103576, 51);
    interval("85099B", 635, 311, .489764, 953, 61.453305, 43);
    interval("20725", 532, 276, .518797, 755, 61.679470, 48);
    interval("22383", 434, 226, .520737, 606, 60.978548, 48);
  }

  private record Interval(
      long buyers,
      long repeatBuyers,
      double shareRepeat,
      long gaps,
      double naiveMeanGapDays,
      double naiveMedianGapDays) {}

  private void interval(
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
    count(product + " buyers", buyers, interval.buyers());
    count(product + " repeat buyers", again, interval.repeatBuyers());
    figures.add(product + " share who repeat", share, interval.shareRepeat(), 5.1e-7);
    count(product + " gaps", gaps, interval.gaps());
    figures.add(product + " mean gap", mean, interval.naiveMeanGapDays(), 5.1e-7);
    figures.add(product + " median gap", median, interval.naiveMedianGapDays(), 0);
  }

  private record Count(long pairs, long differing) {}

  private void pairs() {
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

    count("pairs of 30 or more customers", 1_104, count.pairs());
    count("of them of different codes", 1_018, count.differing());
    together("85123A", "85123A", 145);
    together("23084", "23084", 125);
    together("85099B", "85099B", 109);
    together("84879", "84879", 102);
    together("22423", "22423", 101);
    together("85099B", "23203", 96);
    classic("22114", "22112", 59, .181538, 2.061555);
    classic("23300", "23301", 61, .173789, 1.861475);
  }

  private record Pair(long pairCustomers, long customers, long nextCustomers) {}

  private void together(String product, String next, long customers) {
    count(product + " > " + next + " customers", customers, pair(product, next).pairCustomers());
  }

  /** The lift of the literature, which follows from the counts and has no base rate. */
  private void classic(
      String product, String next, long customers, double confidence, double lift) {
    Pair pair = pair(product, next);
    double classic = (double) pair.pairCustomers() / pair.customers();
    together(product, next, customers);
    figures.add(product + " > " + next + " confidence", confidence, classic, 5.1e-7);
    figures.add(
        product + " > " + next + " classic lift",
        lift,
        classic / pair.nextCustomers() * 4_338,
        5.1e-7);
  }

  private void count(String name, long expected, long got) {
    figures.add(name, expected, got, 0);
  }

  private Pair pair(String product, String next) {
    return engine
        .read(
            new Select(
                """
                select pair_customers, customers, next_customers
                from rpt_product_sequence
                where product_id = :product and next_product_id = :next
                """,
                Map.of("product", product, "next", next)),
            Pair.class)
        .get(0);
  }
}
