package clientele.etl.analytics.identity;

import java.util.Arrays;

/**
 * Gives keys the numbers 0, 1, 2 in the order they come. Open addressing over plain arrays: about
 * 25 bytes a key, where a map of boxed keys takes a hundred.
 */
final class DenseNumbers {

  private static final int EMPTY = -1;

  private long[] keys = new long[16];
  private int[] slots = emptySlots(32);
  private int size;

  int size() {
    return size;
  }

  /** The key that has this number. */
  long key(int number) {
    return keys[number];
  }

  /** The key's number, a new one where the key is new. */
  int number(long key) {
    int slot = slot(key);
    if (slots[slot] != EMPTY) {
      return slots[slot];
    }
    if (size == keys.length) {
      grow();
      slot = slot(key);
    }
    keys[size] = key;
    slots[slot] = size;
    return size++;
  }

  /** Where the key is, or the empty place where it belongs. */
  private int slot(long key) {
    int mask = slots.length - 1;
    int slot = spread(key) & mask;
    while (slots[slot] != EMPTY && keys[slots[slot]] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    keys = Arrays.copyOf(keys, keys.length * 2);
    slots = emptySlots(slots.length * 2);
    for (int number = 0; number < size; number++) {
      slots[slot(keys[number])] = number;
    }
  }

  private static int[] emptySlots(int length) {
    int[] slots = new int[length];
    Arrays.fill(slots, EMPTY);
    return slots;
  }

  /** Fibonacci hashing: neighbouring keys land far apart. */
  private static int spread(long key) {
    return (int) ((key * 0x9E3779B97F4A7C15L) >>> 32);
  }
}
