package clientele.etl.analytics.value;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/**
 * The customers that purchase models are fitted on.
 *
 * @param states in a fixed order, so that sums are the same from run to run
 * @param logIntervals sum of the logarithms of all intervals between orders of one customer; all
 *     that tells how regular customers are. Empty where it is not known
 */
public record PurchaseSample(List<PurchaseState> states, OptionalDouble logIntervals) {

  public PurchaseSample {
    states = states.stream().sorted(PurchaseState.ORDER).toList();
  }

  public static PurchaseSample of(Iterable<PurchaseState> states) {
    return new PurchaseSample(list(states), OptionalDouble.empty());
  }

  public static PurchaseSample of(Iterable<PurchaseState> states, double logIntervals) {
    return new PurchaseSample(list(states), OptionalDouble.of(logIntervals));
  }

  public long customers() {
    return states.stream().mapToLong(PurchaseState::customers).sum();
  }

  /** Orders of all customers after their first. */
  public double repeats() {
    return states.stream().mapToDouble(s -> (double) s.customers() * s.repeats()).sum();
  }

  long repeaters() {
    return states.stream().filter(s -> s.repeats() > 0).mapToLong(PurchaseState::customers).sum();
  }

  double meanAge() {
    return states.stream().mapToDouble(s -> s.customers() * s.age()).sum() / customers();
  }

  /** With times counted in another unit. */
  PurchaseSample in(double unit) {
    List<PurchaseState> scaled =
        states.stream()
            .map(
                s ->
                    new PurchaseState(
                        s.repeats(), s.lastAt() / unit, s.age() / unit, s.customers()))
            .toList();
    OptionalDouble scaledIntervals =
        logIntervals.isPresent()
            ? OptionalDouble.of(logIntervals.getAsDouble() - repeats() * Math.log(unit))
            : logIntervals;
    return new PurchaseSample(scaled, scaledIntervals);
  }

  /** At most about so many states, evenly over all. */
  List<PurchaseState> thinned(int most) {
    int step = Math.max(1, states.size() / most);
    return IntStream.range(0, states.size())
        .filter(index -> index % step == 0)
        .mapToObj(states::get)
        .toList();
  }

  private static List<PurchaseState> list(Iterable<PurchaseState> states) {
    return StreamSupport.stream(states.spliterator(), false).toList();
  }
}
