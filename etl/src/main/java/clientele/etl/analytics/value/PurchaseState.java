package clientele.etl.analytics.value;

import java.util.Comparator;

/**
 * Customers whose purchase histories look the same to a purchase model. Times are in one unit,
 * whichever, for all states of a fit.
 *
 * @param repeats order days after the first (x)
 * @param lastAt time from the first to the last order day (t_x); 0 where there was no second
 * @param age time from the first order day to the end of observation (T)
 * @param customers how many they are, at least 1
 */
public record PurchaseState(int repeats, double lastAt, double age, long customers) {

  /** A customer of this very moment. */
  static final PurchaseState NEW = new PurchaseState(0, 0, 0, 1);

  static final Comparator<PurchaseState> ORDER =
      Comparator.comparingInt(PurchaseState::repeats)
          .thenComparingDouble(PurchaseState::lastAt)
          .thenComparingDouble(PurchaseState::age);

  public PurchaseState {
    boolean isPossible = repeats == 0 ? lastAt == 0 : repeats > 0 && lastAt > 0 && lastAt <= age;
    if (!isPossible || !(age >= 0) || Double.isInfinite(age) || customers < 1) {
      throw new IllegalArgumentException(
          "%d customers with %d repeats, the last at %s of %s: no such history"
              .formatted(customers, repeats, lastAt, age));
    }
  }

  /** The same history of a single customer. */
  public static PurchaseState of(int repeats, double lastAt, double age) {
    return new PurchaseState(repeats, lastAt, age, 1);
  }
}
