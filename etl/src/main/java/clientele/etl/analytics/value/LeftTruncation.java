package clientele.etl.analytics.value;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Whether a history begins after the company did. Then many customers of old show their next order
 * as if it were their first, all in the first month: they are more and more faithful than those who
 * are new indeed, and a model of both together expects too much of the new.
 *
 * @param firstMonth customers first seen in the first thirty days
 * @param laterMonth the median of the later ones
 */
public record LeftTruncation(long firstMonth, double laterMonth) {

  /** Who is first seen so many days after the first of all may have been a customer before. */
  public static final int COHORT_DAYS = 30;

  private static final int FEWEST_MONTHS = 4;
  private static final double SUSPICIOUS_RATIO = 1.5;

  /**
   * Empty where the first month does not stand out, or too few months are seen to tell.
   *
   * @param arrivals customers first seen by day since the first of all
   */
  public static Optional<LeftTruncation> detect(long[] arrivals) {
    int last = arrivals.length;
    while (last > 0 && arrivals[last - 1] == 0) {
      last--;
    }
    int months = last / COHORT_DAYS;
    if (months < FEWEST_MONTHS) {
      return Optional.empty();
    }
    long[] byMonth = new long[months];
    for (int month = 0; month < months; month++) {
      byMonth[month] =
          LongStream.of(
                  Arrays.copyOfRange(arrivals, month * COHORT_DAYS, (month + 1) * COHORT_DAYS))
              .sum();
    }
    long[] later = Arrays.copyOfRange(byMonth, 1, months);
    Arrays.sort(later);
    double median = (later[(later.length - 1) / 2] + later[later.length / 2]) / 2.0;
    return byMonth[0] > SUSPICIOUS_RATIO * median
        ? Optional.of(new LeftTruncation(byMonth[0], median))
        : Optional.empty();
  }

  /** What is suspected, in words. */
  public String words() {
    return String.format(
        Locale.ROOT,
        "the history seems to begin after the company did: %d customers are first seen in its first"
            + " %d days, against %.0f in as many later",
        firstMonth,
        COHORT_DAYS,
        laterMonth);
  }
}
