package clientele.etl.analytics.basket;

import clientele.etl.analytics.interval.GapCount;
import clientele.etl.analytics.interval.ReturnGaps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The gap after each purchase to the person's next one of the same product, or until today where
 * there was none. A gap is one number: product, whether it came after the first purchase, days, how
 * many ended of the person and product, and whether it is still open; so a sort brings equal ones
 * together.
 */
final class GapLog {

  private static final int OPEN_BITS = 1;
  private static final int GAP_BITS = 11;
  private static final int DAY_BITS = 20;
  private static final int LATER_BITS = 1;
  private static final int MOST_GAPS = (1 << GAP_BITS) - 1;
  private static final int MOST_DAYS = (1 << DAY_BITS) - 1;

  private final int productCount;
  private final long[] gaps;

  private GapLog(int productCount, long[] gaps) {
    this.productCount = productCount;
    this.gaps = gaps;
  }

  static GapLog of(Histories histories, int today) {
    long[] gaps = new long[histories.days().length];
    int size = 0;
    for (int person = 0; person < histories.people(); person++) {
      for (Owned owned : Owned.of(histories, person, today)) {
        for (int i = 0; i < owned.count(); i++) {
          boolean isOpen = i + 1 == owned.count();
          int days = (isOpen ? today : owned.days()[i + 1]) - owned.days()[i];
          gaps[size++] = packed(owned.product(), i > 0, days, owned.count() - 1, isOpen);
        }
      }
    }
    long[] sorted = Arrays.copyOf(gaps, size);
    Arrays.sort(sorted);
    return new GapLog(histories.productCount(), sorted);
  }

  private static long packed(int product, boolean isLater, int days, int gaps, boolean isOpen) {
    long kind = (long) product << LATER_BITS | (isLater ? 1 : 0);
    long length = kind << DAY_BITS | Math.min(MOST_DAYS, days);
    return (length << GAP_BITS | Math.min(MOST_GAPS, gaps)) << OPEN_BITS | (isOpen ? 1 : 0);
  }

  /** The gaps of each product, by its number. */
  List<ReturnGaps> byProduct() {
    List<ReturnGaps> byProduct = new ArrayList<>(productCount);
    int from = 0;
    for (int product = 0; product < productCount; product++) {
      int afterFirst = end(from, (long) product << LATER_BITS);
      int afterLater = end(afterFirst, (long) product << LATER_BITS | 1);
      byProduct.add(new ReturnGaps(counts(from, afterFirst), counts(afterFirst, afterLater)));
      from = afterLater;
    }
    return byProduct;
  }

  private int end(int from, long kind) {
    int end = from;
    while (end < gaps.length && gaps[end] >> (DAY_BITS + GAP_BITS + OPEN_BITS) == kind) {
      end++;
    }
    return end;
  }

  private List<GapCount> counts(int from, int end) {
    List<GapCount> counts = new ArrayList<>();
    for (int i = from, next; i < end; i = next) {
      int days = days(i);
      long ended = 0;
      double weight = 0;
      for (next = i; next < end && days(next) == days; next++) {
        if ((gaps[next] & 1) == 0) {
          ended++;
          weight += 1.0 / (gaps[next] >> OPEN_BITS & MOST_GAPS);
        }
      }
      counts.add(new GapCount(days, ended, next - i - ended, weight));
    }
    return counts;
  }

  private int days(int place) {
    return (int) (gaps[place] >> (GAP_BITS + OPEN_BITS)) & MOST_DAYS;
  }
}
