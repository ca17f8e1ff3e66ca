package clientele.etl.analytics.basket;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A product that a person has bought.
 *
 * @param days the days, ascending
 */
record Owned(int product, int[] days) {

  // Days before the epoch are negative, and must come before those after it.
  private static final int EARLIEST = 1 << 30;

  int firstDay() {
    return days[0];
  }

  int lastDay() {
    return days[days.length - 1];
  }

  int count() {
    return days.length;
  }

  /** How often, a purchase counting half as much after each half-life. */
  double weight(int today, double halfLifeDays) {
    double weight = 0;
    for (int day : days) {
      weight += Math.pow(2, -(today - day) / halfLifeDays);
    }
    return weight;
  }

  /** Everything the person had bought by a day, by product number. */
  static List<Owned> of(Histories histories, int person, int today) {
    int begin = histories.begin(person);
    long[] purchases = new long[histories.endAt(person, today) - begin];
    for (int i = 0; i < purchases.length; i++) {
      purchases[i] =
          (long) histories.products()[begin + i] << Integer.SIZE
              | Integer.toUnsignedLong(histories.days()[begin + i] + EARLIEST);
    }
    Arrays.sort(purchases);
    List<Owned> all = new ArrayList<>();
    for (int from = 0, to = 0; from < purchases.length; from = to) {
      int product = (int) (purchases[from] >> Integer.SIZE);
      while (to < purchases.length && purchases[to] >> Integer.SIZE == product) {
        to++;
      }
      int[] days = new int[to - from];
      for (int i = from; i < to; i++) {
        days[i - from] = (int) purchases[i] - EARLIEST;
      }
      all.add(new Owned(product, days));
    }
    return all;
  }
}
