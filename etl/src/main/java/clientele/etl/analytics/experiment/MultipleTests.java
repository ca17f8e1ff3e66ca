package clientele.etl.analytics.experiment;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.NormalDistribution;

/** What is left of single p-values when many questions are asked at once. */
public final class MultipleTests {

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private MultipleTests() {}

  /** Holm: the probability of a single false finding among all stays below the level. */
  public static double[] holm(double... p) {
    int[] ascending = ascending(p);
    double[] adjusted = new double[p.length];
    double highest = 0;
    for (int rank = 0; rank < p.length; rank++) {
      highest = Math.max(highest, Math.min(1, p[ascending[rank]] * (p.length - rank)));
      adjusted[ascending[rank]] = highest;
    }
    return adjusted;
  }

  /** Benjamini and Hochberg: the share of false findings among the findings stays below. */
  public static double[] benjaminiHochberg(double... p) {
    return benjaminiHochberg(p, p.length);
  }

  /**
   * As above, where only the smallest p-values of many are at hand.
   *
   * @param questions how many were asked in all; those not at hand count as p = 1
   */
  public static double[] benjaminiHochberg(double[] p, long questions) {
    if (questions < p.length) {
      throw new IllegalArgumentException(
          "%d p-values of %d questions: there cannot be more".formatted(p.length, questions));
    }
    int[] ascending = ascending(p);
    double[] adjusted = new double[p.length];
    double lowest = 1;
    for (int rank = p.length - 1; rank >= 0; rank--) {
      // rounding alone would bring the last one below itself
      double single = p[ascending[rank]];
      lowest = Math.min(lowest, Math.max(single, single * questions / (rank + 1)));
      adjusted[ascending[rank]] = lowest;
    }
    return adjusted;
  }

  /** The interval that a normal estimate would have if its p were the adjusted one. */
  public static Verdict interval(double estimate, double adjustedP, double alpha) {
    if (adjustedP >= 1) {
      return new Verdict(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, 1);
    }
    double standardError = Math.abs(estimate) / NORMAL.inverseSurvivalProbability(adjustedP / 2);
    double width = NORMAL.inverseSurvivalProbability(alpha / 2) * standardError;
    return new Verdict(estimate - width, estimate + width, adjustedP);
  }

  private static int[] ascending(double[] p) {
    return IntStream.range(0, p.length)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer index) -> p[index]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
