package clientele.etl.analytics.attribution;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Amounts that add up: rounding loses nothing and makes nothing. */
public final class Cents {

  private static final BigDecimal CENT = new BigDecimal("0.01");

  private Cents() {}

  /**
   * Rounds parts down to cents and gives the cents that are left to those who lost most by it, ties
   * by name.
   *
   * @param total to the cent
   * @param parts of about that sum
   */
  public static SortedMap<String, BigDecimal> share(BigDecimal total, Map<String, Double> parts) {
    SortedMap<String, BigDecimal> cents = new TreeMap<>();
    parts.forEach(
        (name, part) -> cents.put(name, BigDecimal.valueOf(part).setScale(2, RoundingMode.FLOOR)));
    if (cents.isEmpty()) {
      return cents;
    }
    BigDecimal left =
        total.subtract(cents.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add));
    List<String> losers = new ArrayList<>(cents.keySet());
    losers.sort(
        Comparator.comparing(
                (String name) -> BigDecimal.valueOf(parts.get(name)).subtract(cents.get(name)))
            .reversed()
            .thenComparing(Comparator.naturalOrder()));
    BigDecimal step = left.signum() < 0 ? CENT.negate() : CENT;
    long steps = left.divide(step, 0, RoundingMode.HALF_UP).longValueExact();
    for (long given = 0; given < steps; given++) {
      cents.merge(losers.get((int) (given % losers.size())), step, BigDecimal::add);
    }
    return cents;
  }
}
