package clientele.etl.analytics.basket;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Baskets of numbered items, one after the other in two arrays.
 *
 * @param items numbers from 0, ascending and each once within a basket
 * @param ends where each basket ends in {@code items}
 * @param itemCount one more than the highest number there may be
 */
public record Baskets(int[] items, int[] ends, int itemCount) {

  /** Takes items in the order of their baskets; doubles within a basket count once. */
  public static final class Builder {

    private int[] items = new int[1024];
    private int[] ends = new int[256];
    private int size;
    private int count;
    private int begin;
    private int itemCount;

    public void add(int item) {
      if (item < 0) {
        throw new IllegalArgumentException("item %d: must be 0 or more".formatted(item));
      }
      if (size == items.length) {
        items = Arrays.copyOf(items, 2 * size);
      }
      items[size++] = item;
      itemCount = Math.max(itemCount, item + 1);
    }

    /** The items added since the last end are a basket; none are none. */
    public void end() {
      if (size == begin) {
        return;
      }
      Arrays.sort(items, begin, size);
      int kept = begin + 1;
      for (int i = begin + 1; i < size; i++) {
        if (items[i] != items[kept - 1]) {
          items[kept++] = items[i];
        }
      }
      size = kept;
      begin = kept;
      if (count == ends.length) {
        ends = Arrays.copyOf(ends, 2 * count);
      }
      ends[count++] = size;
    }

    public Baskets build() {
      end();
      return new Baskets(Arrays.copyOf(items, size), Arrays.copyOf(ends, count), itemCount);
    }
  }

  public int size() {
    return ends.length;
  }

  int begin(int basket) {
    return basket == 0 ? 0 : ends[basket - 1];
  }

  /** Baskets with each item. */
  int[] counts() {
    int[] counts = new int[itemCount];
    IntStream.of(items).forEach(item -> counts[item]++);
    return counts;
  }
}
