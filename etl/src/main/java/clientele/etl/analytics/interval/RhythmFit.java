package clientele.etl.analytics.interval;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.exception.TooManyEvaluationsException;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.apache.commons.statistics.distribution.ContinuousDistribution;

/**
 * Maximum likelihood of each family. Days are whole, so a gap of d days has the probability of d -
 * 0.5 to d + 0.5, and one still open after d days that of more than d + 0.5; this also keeps the
 * likelihood finite where all gaps are equal.
 */
public final class RhythmFit {

  private static final double SMALLEST_PROBABILITY = 1e-300;
  private static final double NARROWEST = 1e-3;

  private RhythmFit() {}

  /** The family with the least Akaike criterion; empty where nobody ever returned. */
  public static Optional<Rhythm> best(List<GapCount> counts) {
    return Arrays.stream(Rhythm.Family.values())
        .flatMap(family -> fit(family, counts).stream())
        .min(Comparator.comparingDouble(Rhythm::aic));
  }

  /** The best member of one family; empty where nobody ever returned or no best one was found. */
  public static Optional<Rhythm> fit(Rhythm.Family family, List<GapCount> counts) {
    long returned = counts.stream().mapToLong(GapCount::returned).sum();
    if (returned == 0) {
      return Optional.empty();
    }
    double mean = 0;
    for (GapCount gap : counts) {
      mean += gap.returned() == 0 ? 0 : gap.returned() * Math.log(gap.days()) / returned;
    }
    try {
      double[] rough = search(family, counts, new double[] {mean, Math.log(.8)}, .3, 1e-7);
      double[] fine = search(family, counts, rough, .02, 1e-11);
      return Optional.of(
          new Rhythm(
              family,
              first(family, fine),
              second(family, fine),
              logLikelihood(family, counts, fine)));
    } catch (TooManyEvaluationsException noMaximum) {
      return Optional.empty();
    }
  }

  private static double[] search(
      Rhythm.Family family, List<GapCount> counts, double[] start, double step, double accuracy) {
    PointValuePair best =
        new SimplexOptimizer(accuracy, accuracy)
            .optimize(
                GoalType.MAXIMIZE,
                new ObjectiveFunction(point -> logLikelihood(family, counts, point)),
                new InitialGuess(start),
                new NelderMeadSimplex(2, step),
                new MaxEval(2_000));
    return best.getPoint();
  }

  private static double logLikelihood(Rhythm.Family family, List<GapCount> counts, double[] point) {
    if (!(Math.exp(point[1]) >= NARROWEST) || Math.abs(point[0]) > 50 || point[1] > 10) {
      return -Double.MAX_VALUE;
    }
    ContinuousDistribution distribution =
        family.distribution(first(family, point), second(family, point));
    Edge edge = Edge.at(distribution, .5, point[0]);
    double sum = 0;
    int seen = 0;
    for (GapCount gap : counts) {
      Edge before = edge;
      edge = Edge.at(distribution, gap.days() + .5, point[0]);
      if (gap.returned() > 0) {
        Edge begin =
            gap.days() - 1 == seen ? before : Edge.at(distribution, gap.days() - .5, point[0]);
        sum += gap.returned() * log(edge.less(begin));
      }
      if (gap.waiting() > 0) {
        sum += gap.waiting() * log(edge.above());
      }
      seen = gap.days();
    }
    return sum;
  }

  /**
   * The law at one point, by its smaller tail where the point lies on either side of the typical
   * days, so that small differences keep their digits.
   */
  private record Edge(double tail, boolean isLower) {

    static Edge at(ContinuousDistribution distribution, double days, double logTypicalDays) {
      boolean isLower = Math.log(days) < logTypicalDays;
      return new Edge(
          isLower
              ? distribution.cumulativeProbability(days)
              : distribution.survivalProbability(days),
          isLower);
    }

    double above() {
      return isLower ? 1 - tail : tail;
    }

    double less(Edge before) {
      if (isLower) {
        return tail - before.tail;
      }
      return before.isLower ? 1 - tail - before.tail : before.tail - tail;
    }
  }

  private static double log(double probability) {
    return Math.log(Math.max(SMALLEST_PROBABILITY, probability));
  }

  /** A point is log of the typical days and log of the relative spread, for every family. */
  private static double first(Rhythm.Family family, double[] point) {
    return switch (family) {
      case LOG_NORMAL -> point[0];
      case WEIBULL -> Math.exp(-point[1]);
      case GAMMA -> Math.exp(-2 * point[1]);
    };
  }

  private static double second(Rhythm.Family family, double[] point) {
    return switch (family) {
      case LOG_NORMAL -> Math.exp(point[1]);
      case WEIBULL -> Math.exp(point[0]);
      case GAMMA -> Math.exp(point[0] + 2 * point[1]);
    };
  }
}
