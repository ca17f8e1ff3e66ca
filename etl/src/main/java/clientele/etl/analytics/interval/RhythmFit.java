package clientele.etl.analytics.interval;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.apache.commons.math3.optim.univariate.BrentOptimizer;
import org.apache.commons.math3.optim.univariate.SearchInterval;
import org.apache.commons.math3.optim.univariate.UnivariateObjectiveFunction;

/**
 * Maximum likelihood of a cure model: a share ever returns, after days of a law. Days are whole, so
 * a gap of d days has the probability of d - 0.5 to d + 0.5, and one still open after d days that
 * of more than d + 0.5 or never; this also keeps the likelihood finite where all gaps are equal.
 * The shares are profiled out, so only the law's two parameters are searched.
 */
public final class RhythmFit {

  private static final double[] LOWEST = {-1, -7};
  private static final double[] HIGHEST = {9, 1.5};
  private static final double WIDEST_MOVE = 3;
  private static final double STEP = .2;
  private static final double ACCURACY = 1e-3;
  private static final double RELATIVE_ACCURACY = 1e-10;
  private static final double LIKELIHOOD_ACCURACY = 1e-5;
  private static final double HESSIAN_STEP = .01;
  private static final double UNBOUNDED = 1e100;

  private final Rhythm.Family family;
  private final GapBands bands;

  /**
   * A rhythm and how well its median is known.
   *
   * @param logMedianError standard error of the logarithm of the median, were every buyer known by
   *     one interval; empty where the data do not tell
   */
  public record Fitted(Rhythm rhythm, double logMedian, OptionalDouble logMedianError) {

    /** With an error so many times as large. */
    Fitted errorTimes(double factor) {
      return new Fitted(
          rhythm,
          logMedian,
          logMedianError.isPresent()
              ? OptionalDouble.of(logMedianError.getAsDouble() * factor)
              : logMedianError);
    }
  }

  private RhythmFit(Rhythm.Family family, GapBands bands) {
    this.family = family;
    this.bands = bands;
  }

  /** The family with the least Akaike criterion; empty where nobody ever returned. */
  public static Optional<Fitted> best(ReturnGaps gaps) {
    if (gaps.returned() == 0) {
      return Optional.empty();
    }
    GapBands bands = new GapBands(gaps);
    double[] start = start(gaps);
    double step = STEP;
    RhythmFit winner = null;
    double[] best = null;
    for (Rhythm.Family family : Rhythm.Family.values()) {
      RhythmFit fit = new RhythmFit(family, bands);
      double[] point = fit.search(start, step);
      // Typical days and spread mean nearly the same in every family.
      start = point;
      step = STEP / 2;
      if (best == null || fit.logLikelihoodOfAll(point) > winner.logLikelihoodOfAll(best)) {
        winner = fit;
        best = point;
      }
    }
    return Optional.of(winner.fitted(best, gaps));
  }

  /** The best member of one family; empty where nobody ever returned. */
  public static Optional<Rhythm> fit(Rhythm.Family family, ReturnGaps gaps) {
    if (gaps.returned() == 0) {
      return Optional.empty();
    }
    RhythmFit fit = new RhythmFit(family, new GapBands(gaps));
    return Optional.of(fit.rhythm(fit.search(start(gaps), STEP)));
  }

  /**
   * A rhythm of a known form whose length alone is fitted, for few data; empty where nobody ever
   * returned.
   */
  public static Optional<Fitted> located(Rhythm form, ReturnGaps gaps) {
    if (gaps.returned() == 0) {
      return Optional.empty();
    }
    RhythmFit fit = new RhythmFit(form.family(), new GapBands(gaps));
    double[] known = Law.point(form);
    double start = Math.max(LOWEST[0], Math.min(HIGHEST[0], start(gaps)[0]));
    double logDays =
        new BrentOptimizer(ACCURACY, ACCURACY)
            .optimize(
                GoalType.MAXIMIZE,
                new UnivariateObjectiveFunction(
                    days -> fit.logLikelihood(new double[] {days, known[1]})),
                new SearchInterval(
                    Math.max(LOWEST[0], start - WIDEST_MOVE),
                    Math.min(HIGHEST[0], start + WIDEST_MOVE),
                    start),
                new MaxEval(200))
            .getPoint();
    double[] point = {logDays, known[1]};
    double information =
        (2 * fit.logLikelihood(point)
                - fit.moved(point, 0, 1, 0, 0)
                - fit.moved(point, 0, -1, 0, 0))
            / (HESSIAN_STEP * HESSIAN_STEP);
    Rhythm rhythm = form.times(Math.exp(logDays - known[0]));
    return Optional.of(
        new Fitted(
            rhythm,
            fit.law(point).logMedian(),
            isKnown(information)
                ? OptionalDouble.of(1 / Math.sqrt(information))
                : OptionalDouble.empty()));
  }

  private static double[] start(ReturnGaps gaps) {
    double mean = 0;
    double square = 0;
    double weight = gaps.all().stream().mapToDouble(GapCount::weight).sum();
    for (GapCount gap : gaps.all()) {
      if (gap.returned() > 0) {
        double share = gap.weight() / weight;
        mean += share * Math.log(gap.days());
        square += share * Math.log(gap.days()) * Math.log(gap.days());
      }
    }
    double spread = Math.sqrt(Math.max(0, square - mean * mean));
    return new double[] {mean, Math.log(Math.max(.05, Math.min(1, spread)))};
  }

  private double[] search(double[] start, double step) {
    double[] inside = new double[2];
    Arrays.setAll(inside, i -> Math.max(LOWEST[i] + step, Math.min(HIGHEST[i] - step, start[i])));
    return new SimplexOptimizer(RELATIVE_ACCURACY, LIKELIHOOD_ACCURACY)
        .optimize(
            GoalType.MAXIMIZE,
            new ObjectiveFunction(this::logLikelihood),
            new InitialGuess(inside),
            new NelderMeadSimplex(2, step),
            new MaxEval(2_000))
        .getPoint();
  }

  private double logLikelihood(double[] point) {
    for (int i = 0; i < 2; i++) {
      if (!(point[i] >= LOWEST[i] && point[i] <= HIGHEST[i])) {
        return -Double.MAX_VALUE;
      }
    }
    return bands.logLikelihood(law(point));
  }

  private double logLikelihoodOfAll(double[] point) {
    return bands.logLikelihoodOfAll(law(point));
  }

  private Law law(double[] point) {
    return new Law(family, point[0], point[1]);
  }

  private Rhythm rhythm(double[] point) {
    Law law = law(point);
    double[] shares = bands.shares(law);
    return new Rhythm(
        family, law.first(), law.second(), shares[0], shares[1], bands.logLikelihoodOfAll(law));
  }

  /** The law has the median of the counts where they reach so far, whatever its form. */
  private Fitted fitted(double[] point, ReturnGaps gaps) {
    Rhythm rhythm = rhythm(point);
    double logMedian = law(point).logMedian();
    Optional<BuyerMedian> median = BuyerMedian.of(gaps, rhythm.shareAfterFirst());
    if (median.isEmpty()) {
      return new Fitted(rhythm, logMedian, logMedianError(point));
    }
    double counted = Math.log(median.get().days());
    Rhythm moved = rhythm.times(Math.exp(counted - logMedian));
    double slope = median.get().days() * moved.density(median.get().days());
    return new Fitted(moved, counted, OptionalDouble.of(median.get().shareError() / slope));
  }

  /** By the observed information and the delta method. */
  private OptionalDouble logMedianError(double[] point) {
    RealMatrix information = new Array2DRowRealMatrix(2, 2);
    double center = logLikelihood(point);
    for (int i = 0; i < 2; i++) {
      for (int j = i; j < 2; j++) {
        double second =
            i == j
                ? moved(point, i, 1, j, 0) - 2 * center + moved(point, i, -1, j, 0)
                : (moved(point, i, 1, j, 1)
                        - moved(point, i, 1, j, -1)
                        - moved(point, i, -1, j, 1)
                        + moved(point, i, -1, j, -1))
                    / 4;
        information.setEntry(i, j, -second / (HESSIAN_STEP * HESSIAN_STEP));
        information.setEntry(j, i, information.getEntry(i, j));
      }
    }
    LUDecomposition solver = new LUDecomposition(information);
    if (!isKnown(information.getEntry(0, 0))
        || !isKnown(information.getEntry(1, 1))
        || !(solver.getDeterminant() > 0)) {
      return OptionalDouble.empty();
    }
    double[] slope = {
      slope(point, 0, moved -> law(moved).logMedian()),
      slope(point, 1, moved -> law(moved).logMedian())
    };
    RealMatrix covariance = solver.getSolver().getInverse();
    double[] across = covariance.operate(slope);
    return OptionalDouble.of(Math.sqrt(slope[0] * across[0] + slope[1] * across[1]));
  }

  /** Beside the edge of what is searched the likelihood falls without bound. */
  private static boolean isKnown(double information) {
    return information > 0 && information < UNBOUNDED;
  }

  private double moved(double[] point, int i, int stepsI, int j, int stepsJ) {
    double[] moved = point.clone();
    moved[i] += stepsI * HESSIAN_STEP;
    moved[j] += stepsJ * HESSIAN_STEP;
    return logLikelihood(moved);
  }

  private static double slope(double[] point, int i, ToDoubleFunction<double[]> function) {
    double[] up = point.clone();
    double[] down = point.clone();
    up[i] += HESSIAN_STEP;
    down[i] -= HESSIAN_STEP;
    return (function.applyAsDouble(up) - function.applyAsDouble(down)) / (2 * HESSIAN_STEP);
  }
}
