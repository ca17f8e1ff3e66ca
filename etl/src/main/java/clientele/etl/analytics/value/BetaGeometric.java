package clientele.etl.analytics.value;

import java.util.Arrays;

/**
 * The beta-geometric family. While active a customer orders at a rate of their own (gamma over
 * customers), and after each order leaves for good with a probability of their own (beta over
 * customers). Intervals between orders are exponential or, where customers are regular, Erlang of k
 * steps.
 *
 * <p>BG/NBD: Fader, Hardie and Lee, Marketing Science 24 (2005); there nobody leaves at the first
 * order, a customer without a repeat is alive by construction, and P(alive) ranks churn worse than
 * chance on real data. MBG/NBD, where one may: Batislam, Denizel and Filiztekin, International
 * Journal of Research in Marketing 24 (2007). With k steps: Reutterer, Platzer and Schroeder, the
 * same 38 (2021); expectations here are exact for every k.
 */
public final class BetaGeometric implements PurchaseModel {

  private final BetaGeometricTerms terms;
  private final double[] parameters;

  /**
   * @param regularity k, steps of an interval; at least 1
   * @param leavesAtFirst whether the first order can be the last, as in MBG
   * @param r shape of the gamma distribution of rates, in steps
   * @param alpha scale of the same, in units of time
   * @param a of the beta distribution of dropout probabilities
   * @param b of the same
   */
  public BetaGeometric(
      int regularity, boolean leavesAtFirst, double r, double alpha, double a, double b) {
    if (regularity < 1) {
      throw new IllegalArgumentException("k %d: at least 1".formatted(regularity));
    }
    this.terms = new BetaGeometricTerms(regularity, leavesAtFirst);
    this.parameters = Parameter.requirePositive("r, alpha, a, b", r, alpha, a, b);
  }

  public static BetaGeometric bgNbd(double r, double alpha, double a, double b) {
    return new BetaGeometric(1, false, r, alpha, a, b);
  }

  public static BetaGeometric mbgNbd(double r, double alpha, double a, double b) {
    return new BetaGeometric(1, true, r, alpha, a, b);
  }

  /** k. */
  public int regularity() {
    return terms.regularity();
  }

  @Override
  public double logLikelihood(PurchaseState state) {
    return terms.logLikelihood(state, parameters);
  }

  @Override
  public double probabilityAlive(PurchaseState state) {
    return Math.min(1, Arrays.stream(aliveShares(state)).sum());
  }

  /**
   * A living customer's orders that are due count until the first at which they leave: the m-th is
   * reached with the probability of staying after m - 1. A sum of positive terms, so that nothing
   * cancels where the closed forms do (a near 1) or overflow (hundreds of orders).
   */
  @Override
  public double[] expectedOrders(PurchaseState state, double[] times) {
    double[] alive = aliveShares(state);
    double shape = parameters[0] + terms.regularity() * state.repeats();
    Reached reached = new Reached(terms.stays(state.repeats()) + parameters[3], parameters[2]);
    double[] expected = new double[times.length];
    for (int index = 0; index < times.length; index++) {
      double ratio = ratio(state, times[index]);
      for (int done = 0; done < alive.length; done++) {
        int before = done;
        expected[index] +=
            alive[done]
                * OrderCounts.mean(
                    shape + done, ratio, steps -> reached.of((before + steps) / regularity()));
      }
    }
    return expected;
  }

  /** By the number of orders that are due, how many of them a living customer places. */
  private static final class Reached {

    private final double leaves;
    private double stayed;
    private double next = 1;
    private int size = 1;
    private double[] sums = new double[64];

    Reached(double stayed, double leaves) {
      this.stayed = stayed;
      this.leaves = leaves;
    }

    double of(int due) {
      if (due >= size) {
        grow(due);
      }
      return sums[due];
    }

    private void grow(int due) {
      if (due >= sums.length) {
        sums = Arrays.copyOf(sums, 2 * due);
      }
      for (; size <= due; size++) {
        sums[size] = sums[size - 1] + next;
        next *= stayed / (stayed + leaves);
        stayed++;
      }
    }
  }

  @Override
  public double[] distribution(PurchaseState state, double time) {
    double[] due = due(state, aliveShares(state), time);
    double[] atLeast = due.clone();
    for (int orders = due.length - 2; orders >= 0; orders--) {
      atLeast[orders] += atLeast[orders + 1];
    }
    double alive = atLeast[0];
    double stayed = terms.stays(state.repeats()) + parameters[3];
    double stays = 1;
    double[] result = new double[due.length];
    result[0] = 1 - alive + due[0];
    for (int orders = 1; orders < due.length; orders++) {
      double staysOnce = stayed / (stayed + parameters[2]);
      double leaves = parameters[2] / (stayed + parameters[2]);
      result[orders] = due[orders] * stays * staysOnce + atLeast[orders] * stays * leaves;
      stays *= staysOnce;
      stayed++;
    }
    return result;
  }

  /**
   * The probabilities that a customer with this history is alive and that so many orders would fall
   * into the time if they never left.
   */
  private double[] due(PurchaseState state, double[] alive, double time) {
    double ratio = ratio(state, time);
    double shape = parameters[0] + terms.regularity() * state.repeats();
    double[] due = new double[1];
    for (int done = 0; done < alive.length; done++) {
      double[] steps = OrderCounts.negativeBinomial(shape + done, ratio);
      due = Arrays.copyOf(due, Math.max(due.length, (steps.length - 1 + done) / regularity() + 1));
      int orders = done / regularity();
      int stepsToNext = regularity() - done % regularity();
      for (double step : steps) {
        due[orders] += alive[done] * step;
        stepsToNext--;
        if (stepsToNext == 0) {
          orders++;
          stepsToNext = regularity();
        }
      }
    }
    return due;
  }

  private double ratio(PurchaseState state, double time) {
    return PurchaseModel.requireTime(time) / (parameters[1] + state.age());
  }

  /** By the number of steps done since the last order, shares of all paths. */
  private double[] aliveShares(PurchaseState state) {
    double[] shares = terms.paths(state, parameters).shares();
    int gone = terms.stays(state.repeats()) > 0 ? 1 : 0;
    return Arrays.copyOf(shares, shares.length - gone);
  }
}
