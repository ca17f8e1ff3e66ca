package clientele.etl.analytics.value;

import java.util.Arrays;

/**
 * The time over which a customer's orders are counted and discounted, period by period. An order is
 * discounted as if it came at the end of its period.
 *
 * @param ends of the periods from now, rising, in the unit of the model's times; true months differ
 * @param discountRate by period, at least 0
 */
public record LifetimeHorizon(double[] ends, double discountRate) {

  public LifetimeHorizon {
    ends = ends.clone();
    double before = 0;
    for (double end : ends) {
      if (!(end > before) || Double.isInfinite(end)) {
        throw new IllegalArgumentException(
            "periods end at %s: the ends must rise from above 0".formatted(Arrays.toString(ends)));
      }
      before = end;
    }
    if (!(discountRate >= 0) || Double.isInfinite(discountRate)) {
      throw new IllegalArgumentException(
          "discount rate %s: at least 0 and finite".formatted(discountRate));
    }
  }

  @Override
  public double[] ends() {
    return ends.clone();
  }

  /** The time of all periods. */
  public double length() {
    return ends.length == 0 ? 0 : ends[ends.length - 1];
  }

  /** Orders to be expected within the horizon, each discounted to now. */
  public double discountedOrders(PurchaseModel model, PurchaseState state) {
    return discountedOrders(model.expectedOrders(state, ends));
  }

  /**
   * The same, of what is known already.
   *
   * @param expectedOrders up to the end of each period
   */
  public double discountedOrders(double[] expectedOrders) {
    double sum = 0;
    double before = 0;
    double factor = 1;
    for (int period = 0; period < ends.length; period++) {
      factor /= 1 + discountRate;
      sum += factor * (expectedOrders[period] - before);
      before = expectedOrders[period];
    }
    return sum;
  }
}
