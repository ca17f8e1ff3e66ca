package clientele.etl.model.analysis;

import clientele.etl.analytics.sequence.FollowCount;
import clientele.etl.analytics.sequence.FollowEffect;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Analysis;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;

/** What people who bought one product go on to, more often than alike shoppers do anyway. */
public final class RptProductSequence implements Analysis {

  private static final double ALPHA = .05;

  private static final String PAIRS =
      """
      select pair.*, product.name as product_name, next_product.name as next_product_name
      from int_sequence_pair as pair
      join dim_product as product on product.product_id = pair.product_id and product.is_current
      join dim_product as next_product
        on next_product.product_id = pair.next_product_id and next_product.is_current
      order by pair.product_id, pair.next_product_id
      """;

  private static final String STARTING_PRODUCTS =
      """
      select
        count(*) as products,
        count(*) filter (where starters >= :cross_sell_min_starters) as starting_products
      from (select product_id, sum(starters) as starters from int_sequence_band group by product_id) as product
      """;

  private record Size(long products, long startingProducts) {}

  private record Pair(
      String productId,
      String productName,
      String nextProductId,
      String nextProductName,
      long customers,
      long nextCustomers,
      long pairCustomers,
      long starters,
      long followers,
      long startDays,
      long startDaysFollowed,
      double chanceFollowers,
      double expectedFollowers,
      double expectedVariance,
      Double medianLagDays) {

    boolean isRepeat() {
      return productId.equals(nextProductId);
    }

    Double crudeLift(double confidence) {
      return startDaysFollowed == 0 ? null : confidence / startDaysFollowed * startDays;
    }

    FollowCount count() {
      return new FollowCount(
          starters, followers, expectedFollowers, expectedVariance, chanceFollowers);
    }
  }

  private record Row(
      LocalDate asOfDate,
      String productId,
      String productName,
      String nextProductId,
      String nextProductName,
      boolean isRepeat,
      long customers,
      long nextCustomers,
      long pairCustomers,
      long starters,
      long followers,
      long startDays,
      long startDaysFollowed,
      Double confidence,
      Double confidenceLow,
      Double confidenceHigh,
      Double baseRate,
      Double excess,
      Double excessLow,
      Double excessHigh,
      Double lift,
      Double liftLow,
      Double liftHigh,
      Double crudeLift,
      Double conviction,
      Double medianLagDays,
      Double p,
      Double q,
      String verdict) {}

  @Override
  public Set<String> inputs() {
    return Set.of("int_sequence_pair", "int_sequence_band", "dim_product");
  }

  @Override
  public Select compute(Engine engine, Map<String, Object> parameters) {
    RunValues run = new RunValues(parameters);
    long needed = run.whole("cross_sell_min_starters");
    List<Pair> pairs = engine.read(Select.of(PAIRS), Pair.class);
    Size size = engine.read(new Select(STARTING_PRODUCTS, parameters), Size.class).get(0);
    Predicate<Pair> isEnough = pair -> pair.starters() >= needed;
    List<Row> rows = new ArrayList<>();
    pairs.stream().filter(isEnough.negate()).map(pair -> unjudged(pair, run)).forEach(rows::add);
    List<Pair> repeats = pairs.stream().filter(isEnough.and(Pair::isRepeat)).toList();
    rows.addAll(judged(repeats, size.startingProducts(), run));
    List<Pair> others = pairs.stream().filter(isEnough).filter(pair -> !pair.isRepeat()).toList();
    rows.addAll(judged(others, size.startingProducts() * (size.products() - 1), run));
    engine.take("rpt_product_sequence__rows", Row.class, rows);
    return Select.of("select * from rpt_product_sequence__rows");
  }

  private static List<Row> judged(List<Pair> pairs, long questions, RunValues run) {
    List<FollowEffect> effects =
        FollowEffect.judge(pairs.stream().map(Pair::count).toList(), questions, ALPHA);
    double level = run.number("cross_sell_false_discovery_rate");
    List<Row> rows = new ArrayList<>();
    for (int index = 0; index < pairs.size(); index++) {
      boolean isFound = effects.get(index).q() <= level;
      rows.add(
          row(
              pairs.get(index),
              Optional.of(effects.get(index)),
              run,
              isFound
                  ? "follows more often than days of alike people"
                  : "no more often than by chance"));
    }
    return rows;
  }

  private static Row unjudged(Pair pair, RunValues run) {
    return row(
        pair,
        Optional.empty(),
        run,
        "not enough data: needs %d people whose whole window is seen, has %d"
            .formatted(run.whole("cross_sell_min_starters"), pair.starters()));
  }

  private static Row row(Pair pair, Optional<FollowEffect> effect, RunValues run, String verdict) {
    return new Row(
        run.asOf(),
        pair.productId(),
        pair.productName(),
        pair.nextProductId(),
        pair.nextProductName(),
        pair.isRepeat(),
        pair.customers(),
        pair.nextCustomers(),
        pair.pairCustomers(),
        pair.starters(),
        pair.followers(),
        pair.startDays(),
        pair.startDaysFollowed(),
        effect.map(FollowEffect::confidence).orElse(null),
        effect.map(FollowEffect::confidenceLow).orElse(null),
        effect.map(FollowEffect::confidenceHigh).orElse(null),
        effect.map(FollowEffect::baseRate).orElse(null),
        effect.map(FollowEffect::excess).orElse(null),
        effect.map(FollowEffect::excessLow).orElse(null),
        effect.map(FollowEffect::excessHigh).orElse(null),
        effect.map(FollowEffect::lift).map(RptProductSequence::orNull).orElse(null),
        effect.map(FollowEffect::liftLow).map(RptProductSequence::orNull).orElse(null),
        effect.map(FollowEffect::liftHigh).map(RptProductSequence::orNull).orElse(null),
        effect.map(found -> pair.crudeLift(found.confidence())).orElse(null),
        effect.map(FollowEffect::conviction).map(RptProductSequence::orNull).orElse(null),
        pair.medianLagDays(),
        effect.map(FollowEffect::p).orElse(null),
        effect.map(FollowEffect::q).orElse(null),
        verdict);
  }

  private static Double orNull(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
