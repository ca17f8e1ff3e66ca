package clientele.etl.analytics.value;

import java.util.Comparator;

/**
 * Customers with the same spend history.
 *
 * @param orders order days that the mean is taken over, at least 1
 * @param meanAmount their mean amount, positive
 * @param customers how many they are, at least 1
 */
public record SpendState(int orders, double meanAmount, long customers) {

  static final Comparator<SpendState> ORDER =
      Comparator.comparingInt(SpendState::orders).thenComparingDouble(SpendState::meanAmount);

  public SpendState {
    if (orders < 1 || !(meanAmount > 0) || Double.isInfinite(meanAmount) || customers < 1) {
      throw new IllegalArgumentException(
          "%d customers with %d orders of %s each: all must be positive"
              .formatted(customers, orders, meanAmount));
    }
  }

  /** The same history of a single customer. */
  public static SpendState of(int orders, double meanAmount) {
    return new SpendState(orders, meanAmount, 1);
  }
}
