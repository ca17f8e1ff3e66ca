package clientele.etl.model.analysis;

import clientele.etl.analytics.interval.GapCount;
import clientele.etl.analytics.interval.Rhythm;
import clientele.etl.analytics.interval.RhythmFit;
import clientele.etl.analytics.interval.Survival;
import clientele.etl.engine.Engine;
import clientele.etl.engine.Select;
import clientele.etl.model.Analysis;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** How often and after how many days each product is bought again. */
public final class RptProductInterval implements Analysis {

  private static final double ALPHA = .05;

  private static final String PRODUCTS =
      """
      select product_id, product_name, category, buyers, repeat_buyers, gaps, gap_days, median_gap_days
      from int_product_repeat
      order by product_id
      """;

  private record Product(
      String productId,
      String productName,
      String category,
      long buyers,
      long repeatBuyers,
      long gaps,
      long gapDays,
      Double medianGapDays) {}

  private record Row(
      LocalDate asOfDate,
      String productId,
      String productName,
      String category,
      long buyers,
      long repeatBuyers,
      double shareRepeat,
      long gaps,
      Double naiveMeanGapDays,
      Double naiveMedianGapDays,
      Double shareReturned,
      Integer p20Days,
      Integer medianDays,
      Integer medianLowDays,
      Integer medianHighDays,
      Integer p80Days,
      String rhythmFamily,
      Double rhythmFirst,
      Double rhythmSecond,
      Double rhythmMedianDays,
      Double rhythmAic,
      String verdict) {}

  @Override
  public Set<String> inputs() {
    return Set.of("int_product_repeat", "int_product_gap_count");
  }

  @Override
  public Select compute(Engine engine, Map<String, Object> parameters) {
    RunValues run = new RunValues(parameters);
    Map<String, List<GapCount>> gaps = ProductGaps.read(engine);
    List<Row> rows =
        engine.read(Select.of(PRODUCTS), Product.class).parallelStream()
            .map(product -> row(product, gaps.getOrDefault(product.productId(), List.of()), run))
            .toList();
    engine.take("rpt_product_interval__rows", Row.class, rows);
    return Select.of("select * from rpt_product_interval__rows");
  }

  private static Row row(Product product, List<GapCount> gaps, RunValues run) {
    Survival survival = Survival.of(gaps);
    Survival.Quantile median = survival.quantile(.5, ALPHA);
    Optional<Rhythm> rhythm = RhythmFit.best(gaps);
    int longest =
        gaps.stream().filter(gap -> gap.returned() > 0).mapToInt(GapCount::days).max().orElse(0);
    return new Row(
        run.asOf(),
        product.productId(),
        product.productName(),
        product.category(),
        product.buyers(),
        product.repeatBuyers(),
        (double) product.repeatBuyers() / product.buyers(),
        product.gaps(),
        product.gaps() == 0 ? null : (double) product.gapDays() / product.gaps(),
        product.medianGapDays(),
        gaps.isEmpty() ? null : 1 - survival.shareWaiting(longest),
        orNull(survival.quantile(.2, ALPHA).days()),
        orNull(median.days()),
        orNull(median.low()),
        orNull(median.high()),
        orNull(survival.quantile(.8, ALPHA).days()),
        rhythm.map(fit -> fit.family().name().toLowerCase(Locale.ROOT)).orElse(null),
        rhythm.map(Rhythm::first).orElse(null),
        rhythm.map(Rhythm::second).orElse(null),
        rhythm.map(fit -> fit.quantile(.5)).orElse(null),
        rhythm.map(Rhythm::aic).orElse(null),
        verdict(product, median, longest, run.whole("cross_sell_min_gaps")));
  }

  private static String verdict(
      Product product, Survival.Quantile median, int longest, long needed) {
    if (product.gaps() < needed) {
      return "not enough data: needs %d repeat purchases, has %d".formatted(needed, product.gaps());
    }
    if (median.days().isEmpty()) {
      return "fewer than half of the purchases are repeated within the %d days seen"
          .formatted(longest);
    }
    return median.high().isPresent()
        ? "half of the purchases are repeated within %d days (%d to %d)"
            .formatted(median.days().getAsInt(), median.low().getAsInt(), median.high().getAsInt())
        : "half of the purchases are repeated within %d days (%d or more)"
            .formatted(median.days().getAsInt(), median.low().getAsInt());
  }

  private static Integer orNull(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }
}
