package clientele.etl.analytics.interval;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Kaplan and Meier's estimate of the share still waiting after so many days. An interval that is
 * open at the end of a day counts as at risk on that day.
 */
public final class Survival {

  /**
   * The share still waiting from the end of this day to the next step.
   *
   * @param greenwood the sum of d / (n (n - d)) up to here; infinite once nobody waits
   */
  private record Step(int days, double share, double greenwood) {

    /** The end of the interval on the scale of log(-log(share)), which stays within 0 to 1. */
    double bound(double normalQuantile) {
      if (share <= 0) {
        return 0;
      }
      double logShare = Math.log(share);
      return Math.pow(share, Math.exp(normalQuantile * Math.sqrt(greenwood) / -logShare));
    }
  }

  /**
   * After how many days a share has returned; empty where so many never do within what is seen.
   *
   * @param low end of the interval, after Brookmeyer and Crowley
   * @param high other end; empty where the data do not bound it
   */
  public record Quantile(OptionalInt days, OptionalInt low, OptionalInt high) {}

  private final List<Step> steps;

  private Survival(List<Step> steps) {
    this.steps = steps;
  }

  /** Counts in any order; several of one length are added. */
  public static Survival of(List<GapCount> counts) {
    List<GapCount> ascending =
        counts.stream().sorted(Comparator.comparingInt(GapCount::days)).toList();
    long atRisk = counts.stream().mapToLong(gap -> gap.returned() + gap.waiting()).sum();
    List<Step> steps = new ArrayList<>();
    double share = 1;
    double greenwood = 0;
    for (int first = 0; first < ascending.size(); ) {
      int days = ascending.get(first).days();
      long returned = 0;
      long waiting = 0;
      int next = first;
      for (; next < ascending.size() && ascending.get(next).days() == days; next++) {
        returned += ascending.get(next).returned();
        waiting += ascending.get(next).waiting();
      }
      if (returned > 0) {
        share *= (double) (atRisk - returned) / atRisk;
        greenwood += (double) returned / ((double) atRisk * (atRisk - returned));
        steps.add(new Step(days, share, greenwood));
      }
      atRisk -= returned + waiting;
      first = next;
    }
    return new Survival(steps);
  }

  /** The share still waiting at the end of a day, 0 to 1. */
  public double shareWaiting(int days) {
    return steps.stream()
        .filter(step -> step.days() <= days)
        .reduce((earlier, later) -> later)
        .map(Step::share)
        .orElse(1.0);
  }

  /** The same for each day from 0 to the last. */
  public double[] sharesWaiting(int lastDay) {
    double[] shares = new double[lastDay + 1];
    double share = 1;
    int next = 0;
    for (int day = 0; day <= lastDay; day++) {
      for (; next < steps.size() && steps.get(next).days() <= day; next++) {
        share = steps.get(next).share();
      }
      shares[day] = share;
    }
    return shares;
  }

  /** Greenwood's standard error of that share. */
  public double standardError(int days) {
    return steps.stream()
        .filter(step -> step.days() <= days)
        .reduce((earlier, later) -> later)
        .map(step -> step.share() <= 0 ? 0 : step.share() * Math.sqrt(step.greenwood()))
        .orElse(0.0);
  }

  /**
   * The first day at whose end at least this share has returned.
   *
   * @param share above 0 and below 1
   * @param alpha one minus the level of confidence
   * @param designEffect the variance of the shares by that of intervals of as many buyers
   */
  public Quantile quantile(double share, double alpha, double designEffect) {
    if (!(share > 0 && share < 1)) {
      throw new IllegalArgumentException(
          "share %s of a quantile: must be above 0 and below 1".formatted(share));
    }
    double normal =
        NormalDistribution.of(0, 1).inverseSurvivalProbability(alpha / 2) * Math.sqrt(designEffect);
    return new Quantile(
        firstDay(Step::share, 1 - share),
        firstDay(step -> step.bound(normal), 1 - share),
        firstDay(step -> step.bound(-normal), 1 - share));
  }

  private OptionalInt firstDay(ToDoubleFunction<Step> curve, double level) {
    // A product of fractions that is one half on paper may come out a last digit above it.
    return steps.stream()
        .filter(step -> curve.applyAsDouble(step) <= level + 1e-12)
        .mapToInt(Step::days)
        .findFirst();
  }
}
