package clientele.etl.model.analysis;

import clientele.etl.analytics.interval.BuyerMeans;
import clientele.etl.analytics.interval.GapCount;
import clientele.etl.analytics.interval.ReturnGaps;
import clientele.etl.analytics.interval.Rhythm;
import clientele.etl.analytics.interval.Rhythms.Known;
import clientele.etl.analytics.interval.Survival;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** A row of rpt_product_interval. */
record IntervalRow(
    LocalDate asOfDate,
    String level,
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
    String rhythmBasis,
    String rhythmFamily,
    Double rhythmFirst,
    Double rhythmSecond,
    Double rhythmFirstShare,
    Double rhythmLaterShare,
    Double rhythmP20Days,
    Double rhythmMedianDays,
    Double rhythmMedianLowDays,
    Double rhythmMedianHighDays,
    Double rhythmP80Days,
    Double rhythmAic,
    String verdict) {

  private static final double ALPHA = .05;
  private static final double NORMAL_QUANTILE = 1.959963984540054;

  static IntervalRow of(
      LocalDate asOf,
      RptProductInterval.Item item,
      ReturnGaps counts,
      BuyerMeans means,
      Optional<Known> known,
      long needed) {
    List<GapCount> all = counts.all();
    Survival survival = Survival.of(all);
    long buyers = all.stream().mapToLong(GapCount::waiting).sum();
    double effect = means.designEffectOfAll(counts.returned(), buyers);
    Survival.Quantile median = survival.quantile(.5, ALPHA, effect);
    long repeatBuyers = counts.afterFirst().stream().mapToLong(GapCount::returned).sum();
    boolean isEnough = counts.returned() >= needed;
    Optional<Rhythm> rhythm = known.map(Known::rhythm);
    return new IntervalRow(
        asOf,
        item.level(),
        item.id(),
        item.name(),
        item.category().isEmpty() ? null : item.category(),
        buyers,
        repeatBuyers,
        (double) repeatBuyers / buyers,
        counts.returned(),
        counts.returned() == 0 ? null : meanDays(all, counts.returned()),
        counts.returned() == 0 ? null : medianDays(all, counts.returned()),
        isEnough ? 1 - survival.shareWaiting(longest(all)) : null,
        isEnough ? orNull(survival.quantile(.2, ALPHA, effect).days()) : null,
        isEnough ? orNull(median.days()) : null,
        isEnough ? orNull(median.low()) : null,
        isEnough ? orNull(median.high()) : null,
        isEnough ? orNull(survival.quantile(.8, ALPHA, effect).days()) : null,
        known.map(each -> each.basis().name().toLowerCase(Locale.ROOT)).orElse(null),
        rhythm.map(fit -> fit.family().name().toLowerCase(Locale.ROOT)).orElse(null),
        rhythm.map(Rhythm::first).orElse(null),
        rhythm.map(Rhythm::second).orElse(null),
        rhythm.map(Rhythm::shareAfterFirst).orElse(null),
        rhythm.map(Rhythm::shareAfterLater).orElse(null),
        rhythm.map(fit -> fit.quantile(.2)).orElse(null),
        rhythm.map(fit -> fit.quantile(.5)).orElse(null),
        bound(known, -NORMAL_QUANTILE),
        bound(known, NORMAL_QUANTILE),
        rhythm.map(fit -> fit.quantile(.8)).orElse(null),
        isEnough ? rhythm.map(Rhythm::aic).orElse(null) : null,
        verdict(counts.returned(), median, longest(all), needed));
  }

  private static Double bound(Optional<Known> known, double normal) {
    return known
        .filter(each -> each.logMedianError().isPresent())
        .map(
            each ->
                each.rhythm().quantile(.5) * Math.exp(normal * each.logMedianError().getAsDouble()))
        .orElse(null);
  }

  private static int longest(List<GapCount> counts) {
    return counts.stream()
        .filter(gap -> gap.returned() > 0)
        .mapToInt(GapCount::days)
        .max()
        .orElse(0);
  }

  private static double meanDays(List<GapCount> counts, long returned) {
    long days = counts.stream().mapToLong(gap -> gap.returned() * gap.days()).sum();
    return (double) days / returned;
  }

  private static double medianDays(List<GapCount> counts, long returned) {
    return (dayOfRank(counts, (returned - 1) / 2) + dayOfRank(counts, returned / 2)) / 2.0;
  }

  private static int dayOfRank(List<GapCount> counts, long rank) {
    long seen = 0;
    for (GapCount gap : counts) {
      seen += gap.returned();
      if (seen > rank) {
        return gap.days();
      }
    }
    throw new IllegalArgumentException("no interval of rank " + rank);
  }

  private static String verdict(long returned, Survival.Quantile median, int longest, long needed) {
    if (returned < needed) {
      return "not enough data: needs %d repeat purchases, has %d".formatted(needed, returned);
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
