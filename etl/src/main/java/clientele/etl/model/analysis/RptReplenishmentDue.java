package clientele.etl.model.analysis;

import clientele.etl.analytics.interval.BuyerSpread;
import clientele.etl.analytics.interval.Rhythm;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Analysis;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Who is due to buy what again, and when, by the buyer's own rhythm drawn to the product's. */
public final class RptReplenishmentDue implements Analysis {

  private static final double MICRO = 1e-6;

  private static final String BUYERS =
      """
      select
        buyer.person_id,
        buyer.product_id,
        buyer.purchases,
        buyer.last_date,
        days_between(buyer.last_date, :as_of) as days_since,
        buyer.sum_log,
        rhythm.product_name
      from int_product_buyer as buyer
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
      """;

  private static final String STATES =
      """
      select
        state.*,
        rhythm.rhythm_family,
        rhythm.rhythm_first,
        rhythm.rhythm_second,
        rhythm.rhythm_first_share,
        rhythm.rhythm_later_share
      from (
        select distinct product_id, purchases, days_since, sum_log
        from replenishment_buyer
      ) as state
      join rpt_product_interval as rhythm
        on rhythm.product_id = state.product_id and rhythm.level = 'product' and rhythm.as_of_date = :as_of
      order by state.product_id, state.purchases, state.days_since, state.sum_log
      """;

  private static final String ROWS =
      """
      select
        :as_of as as_of_date,
        buyer.person_id,
        buyer.product_id,
        buyer.product_name,
        buyer.purchases,
        buyer.last_date,
        buyer.days_since,
        state.own_interval_days,
        state.expected_days,
        add_days(buyer.last_date, state.due_days) as due_date,
        add_days(buyer.last_date, state.window_begin_days) as window_begin_date,
        add_days(buyer.last_date, state.window_end_days) as window_end_date,
        state.state,
        state.probability,
        state.return_probability
      from replenishment_buyer as buyer
      join replenishment_state as state
        on
          state.product_id = buyer.product_id
          and state.purchases = buyer.purchases
          and state.days_since = buyer.days_since
          and state.sum_log = buyer.sum_log
      """;

  private record State(
      String productId,
      long purchases,
      int daysSince,
      long sumLog,
      String rhythmFamily,
      double rhythmFirst,
      double rhythmSecond,
      double rhythmFirstShare,
      double rhythmLaterShare) {

    long gaps() {
      return purchases - 1;
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
      String productId,
      long purchases,
      int daysSince,
      long sumLog,
      Double ownIntervalDays,
      double expectedDays,
      int dueDays,
      int windowBeginDays,
      int windowEndDays,
      String state,
      double probability,
      double returnProbability) {}

  @Override
  public Set<String> inputs() {
    return Set.of("int_product_buyer", "rpt_product_interval", "int_product_repeat");
  }

  @Override
  public Select compute(Engine engine, Map<String, Object> parameters) {
    RunValues run = new RunValues(parameters);
    engine.keep("replenishment_buyer", new Select(BUYERS, parameters));
    TakenRows<Row> rows = new TakenRows<>(engine, "replenishment_states", Row.class);
    Laws laws = new Laws(GapRows.buyersOfProducts(engine));
    engine.scan(
        new Select(STATES, parameters), State.class, state -> rows.add(row(state, laws, run)));
    engine.define("replenishment_state", rows.select());
    return new Select(ROWS, parameters);
  }

  /** The laws of the product that is being read: buyers with equally many intervals share one. */
  private static final class Laws {

    private final Map<String, List<BuyerSpread.Group>> groups;
    private final Map<Long, Quantiles> byGaps = new HashMap<>();
    private String product;
    private BuyerSpread spread;

    Laws(Map<String, List<BuyerSpread.Group>> groups) {
      this.groups = groups;
    }

    BuyerSpread spread(State state) {
      if (!state.productId().equals(product)) {
        product = state.productId();
        spread = BuyerSpread.of(groups.getOrDefault(product, List.of()));
        byGaps.clear();
      }
      return spread;
    }

    Quantiles quantiles(State state) {
      BuyerSpread known = spread(state);
      return byGaps.computeIfAbsent(
          state.gaps(), gaps -> Quantiles.of(state.rhythm().spread(known.spreadLeft(gaps))));
    }
  }

  private record Quantiles(Rhythm rhythm, double p20, double median, double p80) {

    static Quantiles of(Rhythm rhythm) {
      return new Quantiles(rhythm, rhythm.quantile(.2), rhythm.quantile(.5), rhythm.quantile(.8));
    }
  }

  private static Row row(State known, Laws laws, RunValues run) {
    Quantiles quantiles = laws.quantiles(known);
    double factor =
        laws.spread(known).factor(known.gaps(), known.sumLog() * MICRO, known.rhythm().meanLog());
    Rhythm own = quantiles.rhythm().times(factor);
    double share = known.gaps() == 0 ? own.shareAfterFirst() : own.shareAfterLater();
    double ever = own.returnsEver(known.daysSince(), share);
    int begin = days(quantiles.p20() * factor);
    int end = days(quantiles.p80() * factor);
    return new Row(
        known.productId(),
        known.purchases(),
        known.daysSince(),
        known.sumLog(),
        known.gaps() == 0 ? null : Math.exp(known.sumLog() * MICRO / known.gaps()),
        quantiles.median() * factor,
        days(quantiles.median() * factor),
        begin,
        end,
        state(known.daysSince(), begin, end, ever < run.number("cross_sell_lapsed_probability")),
        own.returnsWithin(run.whole("cross_sell_horizon_days"), known.daysSince(), share),
        ever);
  }

  private static String state(int daysSince, int begin, int end, boolean isUnlikelyEver) {
    if (daysSince < begin) {
      return "early";
    } else if (daysSince <= end) {
      return "due";
    }
    return isUnlikelyEver ? "lapsed" : "overdue";
  }

  /** Whole days, at most those of a century: longer ones have no meaning. */
  private static int days(double days) {
    return (int) Math.min(36_525, Math.round(days));
  }
}
