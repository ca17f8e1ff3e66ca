package clientele.etl.analytics.basket;

import java.util.Arrays;

/**
 * Items that are in so many baskets together.
 *
 * @param items ascending
 */
public record Itemset(int[] items, int count) {

  /** Sets are equal by their items; the count follows from them. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Itemset set && Arrays.equals(items, set.items);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(items);
  }

  @Override
  public String toString() {
    return Arrays.toString(items) + ": " + count;
  }

  /** The items whose bits are set in the mask; without a count. */
  Itemset part(int mask) {
    int[] part = new int[Integer.bitCount(mask)];
    int next = 0;
    for (int i = 0; i < items.length; i++) {
      if ((mask & 1 << i) != 0) {
        part[next++] = items[i];
      }
    }
    return new Itemset(part, 0);
  }
}
