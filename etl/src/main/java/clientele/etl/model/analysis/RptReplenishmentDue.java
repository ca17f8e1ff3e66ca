package clientele.etl.model.analysis;

import clientele.etl.analytics.interval.BuyerSpread;
import clientele.etl.analytics.interval.Rhythm;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Analysis;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Who is due to buy what again, and when, by the buyer's own rhythm drawn to the product's. */
public final class RptReplenishmentDue implements Analysis {

  private static final double MICRO = 1e-6;

  // Logarithms are summed as whole millionths: sums of doubles differ from run to run.
  private static final String BUYERS =
      """
      with buyers as (
        select
          person_id,
          product_id,
          count(*) as purchases,
          max(purchase_date) as last_date,
          sum(cast(round(1000000 * ln(greatest(gap_days, 1))) as bigint)) filter (where not is_open) as sum_log,
          sum(cast(round(1000000 * ln(greatest(gap_days, 1)) * ln(greatest(gap_days, 1))) as bigint))
            filter (where not is_open) as sum_squared_log
        from int_product_gap
        group by person_id, product_id
      )

      select
        buyer.person_id,
        buyer.product_id,
        rhythm.product_name,
        buyer.purchases,
        buyer.last_date,
        days_between(buyer.last_date, :as_of) as days_since,
        coalesce(cast(buyer.sum_log as bigint), 0) as sum_log,
        coalesce(cast(buyer.sum_squared_log as bigint), 0) as sum_squared_log,
        rhythm.rhythm_family,
        rhythm.rhythm_first,
        rhythm.rhythm_second,
        rhythm.rhythm_first_share,
        rhythm.rhythm_later_share
      from buyers as buyer
      join rpt_product_interval as rhythm
        on rhythm.product_id = buyer.product_id and rhythm.level = 'product' and rhythm.as_of_date = :as_of
      join int_product_repeat as product on product.product_id = buyer.product_id
      where
        rhythm.rhythm_family is not null
        and coalesce(
          product.is_repeatable,
          product.gaps >= :cross_sell_min_gaps
          and product.repeat_buyers >= :cross_sell_min_repeat_share * product.buyers
        )
      order by buyer.product_id, buyer.person_id
      """;

  private record Buyer(
      String personId,
      String productId,
      String productName,
      long purchases,
      LocalDate lastDate,
      int daysSince,
      long sumLog,
      long sumSquaredLog,
      String rhythmFamily,
      double rhythmFirst,
      double rhythmSecond,
      double rhythmFirstShare,
      double rhythmLaterShare) {

    long gaps() {
      return purchases - 1;
    }

    BuyerSpread.Buyer ended() {
      return new BuyerSpread.Buyer(gaps(), sumLog * MICRO, sumSquaredLog * MICRO);
    }

    Rhythm rhythm() {
      return new Rhythm(
          Rhythm.Family.valueOf(rhythmFamily.toUpperCase(Locale.ROOT)),
          rhythmFirst,
          rhythmSecond,
          rhythmFirstShare,
          rhythmLaterShare,
          Double.NaN);
    }
  }

  private record Row(
      LocalDate asOfDate,
      String personId,
      String productId,
      String productName,
      long purchases,
      LocalDate lastDate,
      int daysSince,
      Double ownIntervalDays,
      double expectedDays,
      LocalDate dueDate,
      LocalDate windowBeginDate,
      LocalDate windowEndDate,
      String state,
      double probability,
      double returnProbability) {}

  @Override
  public Set<String> inputs() {
    return Set.of("int_product_gap", "rpt_product_interval", "int_product_repeat");
  }

  @Override
  public Select compute(Engine engine, Map<String, Object> parameters) {
    RunValues run = new RunValues(parameters);
    Map<String, List<Buyer>> byProduct = new HashMap<>();
    engine.scan(
        new Select(BUYERS, parameters),
        Buyer.class,
        buyer -> byProduct.computeIfAbsent(buyer.productId(), id -> new ArrayList<>()).add(buyer));
    List<Row> rows = new ArrayList<>();
    byProduct.values().forEach(buyers -> addRows(buyers, run, rows));
    engine.take("rpt_replenishment_due__rows", Row.class, rows);
    return Select.of("select * from rpt_replenishment_due__rows");
  }

  /** Buyers with equally many intervals share a law up to a factor. */
  private static void addRows(List<Buyer> buyers, RunValues run, List<Row> rows) {
    BuyerSpread spread = BuyerSpread.of(buyers.stream().map(Buyer::ended).toList());
    Rhythm product = buyers.get(0).rhythm();
    Map<Long, Quantiles> byGaps = new HashMap<>();
    for (Buyer buyer : buyers) {
      Quantiles quantiles =
          byGaps.computeIfAbsent(
              buyer.gaps(), gaps -> Quantiles.of(product.spread(spread.spreadLeft(gaps))));
      rows.add(row(buyer, quantiles, spread.factor(buyer.gaps(), buyer.sumLog() * MICRO), run));
    }
  }

  private record Quantiles(Rhythm rhythm, double p20, double median, double p80) {

    static Quantiles of(Rhythm rhythm) {
      return new Quantiles(rhythm, rhythm.quantile(.2), rhythm.quantile(.5), rhythm.quantile(.8));
    }
  }

  private static Row row(Buyer buyer, Quantiles quantiles, double factor, RunValues run) {
    Rhythm own = quantiles.rhythm().times(factor);
    double share = buyer.gaps() == 0 ? own.shareAfterFirst() : own.shareAfterLater();
    double ever = own.returnsEver(buyer.daysSince(), share);
    double horizon = run.whole("cross_sell_horizon_days");
    return new Row(
        run.asOf(),
        buyer.personId(),
        buyer.productId(),
        buyer.productName(),
        buyer.purchases(),
        buyer.lastDate(),
        buyer.daysSince(),
        buyer.gaps() == 0 ? null : Math.exp(buyer.sumLog() * MICRO / buyer.gaps()),
        quantiles.median() * factor,
        after(buyer, quantiles.median() * factor),
        after(buyer, quantiles.p20() * factor),
        after(buyer, quantiles.p80() * factor),
        state(buyer, quantiles, factor, ever < run.number("cross_sell_lapsed_probability")),
        own.returnsWithin(horizon, buyer.daysSince(), share),
        ever);
  }

  private static String state(
      Buyer buyer, Quantiles quantiles, double factor, boolean isUnlikelyEver) {
    if (buyer.daysSince() < Math.round(quantiles.p20() * factor)) {
      return "early";
    } else if (buyer.daysSince() <= Math.round(quantiles.p80() * factor)) {
      return "due";
    }
    return isUnlikelyEver ? "lapsed" : "overdue";
  }

  private static LocalDate after(Buyer buyer, double days) {
    return buyer.lastDate().plusDays(Math.round(days));
  }
}
