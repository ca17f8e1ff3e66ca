package clientele.etl.analytics.basket;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * All sets of items that are together in at least so many baskets: Eclat (Zaki 2000) on bits, each
 * item's search confined to the baskets that hold it. Items are searched from the rarest on, so the
 * bit sets stay short.
 */
public final class FrequentItemsets {

  private final int baskets;
  private final int minCount;
  private final List<Itemset> sets;
  private final Map<Itemset, Integer> counts = new HashMap<>();

  private FrequentItemsets(int baskets, int minCount, List<Itemset> sets) {
    this.baskets = baskets;
    this.minCount = minCount;
    this.sets = sets;
    sets.forEach(set -> counts.put(set, set.count()));
  }

  /**
   * Finds them. Where there would be more than {@code maxSets}, as with items that are in all
   * baskets of many, the least count is doubled until there are not: memory is bounded whatever the
   * data.
   *
   * @param minCount least number of baskets, at least 1
   * @param maxItems most items of a set, at least 1
   */
  public static FrequentItemsets find(Baskets baskets, int minCount, int maxItems, int maxSets) {
    if (minCount < 1 || maxItems < 1 || maxSets < 1) {
      throw new IllegalArgumentException(
          "at least %d baskets, %d items and %d sets: each must be 1 or more"
              .formatted(minCount, maxItems, maxSets));
    }
    for (int count = minCount; ; count = Math.multiplyExact(2, count)) {
      List<Itemset> sets = new Search(baskets, count, maxItems, maxSets).run();
      if (sets.size() <= maxSets) {
        return new FrequentItemsets(baskets.size(), count, sets);
      }
    }
  }

  /** Number of baskets they were found in. */
  public int baskets() {
    return baskets;
  }

  /** The least count that was searched for in the end. */
  public int minCount() {
    return minCount;
  }

  /** By size, then by items. */
  public List<Itemset> sets() {
    return sets;
  }

  /** Baskets with all of these ascending items; empty where fewer than the least count. */
  public OptionalInt count(int... items) {
    return count(new Itemset(items, 0));
  }

  OptionalInt count(Itemset set) {
    Integer count = counts.get(set);
    return count == null ? OptionalInt.empty() : OptionalInt.of(count);
  }

  /** Those that no larger set has the count of. */
  public List<Itemset> closed() {
    return without(true);
  }

  /** Those that no larger set contains. */
  public List<Itemset> maximal() {
    return without(false);
  }

  private List<Itemset> without(boolean isOfEqualCount) {
    Set<Itemset> covered = new HashSet<>();
    for (Itemset set : sets) {
      int all = (1 << set.items().length) - 1;
      for (int i = 0; set.items().length > 1 && i < set.items().length; i++) {
        Itemset part = set.part(all & ~(1 << i));
        if (!isOfEqualCount || counts.get(part) == set.count()) {
          covered.add(part);
        }
      }
    }
    return sets.stream().filter(set -> !covered.contains(set)).toList();
  }

  /** One run over the data; stops early once it has found too many. */
  private static final class Search {

    private final Baskets baskets;
    private final int minCount;
    private final int maxItems;
    private final int maxSets;
    private final List<Itemset> found = new ArrayList<>();
    private int[] itemOfRank;

    Search(Baskets baskets, int minCount, int maxItems, int maxSets) {
      this.baskets = baskets;
      this.minCount = minCount;
      this.maxItems = maxItems;
      this.maxSets = maxSets;
    }

    List<Itemset> run() {
      int[] counts = baskets.counts();
      itemOfRank =
          IntStream.range(0, counts.length)
              .filter(item -> counts[item] >= minCount)
              .boxed()
              .sorted(
                  Comparator.<Integer>comparingInt(item -> counts[item])
                      .thenComparing(item -> item))
              .mapToInt(Integer::intValue)
              .toArray();
      Baskets ranked = ranked(counts.length);
      int[][] holders = holders(ranked, counts);
      int[] seen = new int[itemOfRank.length];
      for (int rank = 0; rank < itemOfRank.length && found.size() <= maxSets; rank++) {
        int[] prefix = {rank};
        emit(prefix, counts[itemOfRank[rank]]);
        if (maxItems > 1) {
          extend(prefix, siblings(ranked, holders[rank], rank, seen));
        }
      }
      found.sort(
          Comparator.<Itemset>comparingInt(set -> set.items().length)
              .thenComparing(Itemset::items, Arrays::compare));
      return found;
    }

    private Baskets ranked(int itemCount) {
      int[] rankOfItem = new int[itemCount];
      Arrays.fill(rankOfItem, -1);
      IntStream.range(0, itemOfRank.length).forEach(rank -> rankOfItem[itemOfRank[rank]] = rank);
      Baskets.Builder ranked = new Baskets.Builder();
      for (int basket = 0; basket < baskets.size(); basket++) {
        for (int i = baskets.begin(basket); i < baskets.ends()[basket]; i++) {
          int rank = rankOfItem[baskets.items()[i]];
          if (rank >= 0) {
            ranked.add(rank);
          }
        }
        ranked.end();
      }
      return ranked.build();
    }

    private int[][] holders(Baskets ranked, int[] counts) {
      int[][] holders = new int[itemOfRank.length][];
      Arrays.setAll(holders, rank -> new int[counts[itemOfRank[rank]]]);
      int[] next = new int[itemOfRank.length];
      for (int basket = 0; basket < ranked.size(); basket++) {
        for (int i = ranked.begin(basket); i < ranked.ends()[basket]; i++) {
          int rank = ranked.items()[i];
          holders[rank][next[rank]++] = basket;
        }
      }
      return holders;
    }

    /**
     * The baskets of one item, renumbered from 0, as bits of each later item that is frequent
     * there.
     *
     * @param seen zeros, and zeros again afterwards
     */
    private List<Sibling> siblings(Baskets ranked, int[] holders, int rank, int[] seen) {
      for (int basket : holders) {
        for (int i = ranked.ends()[basket] - 1; ranked.items()[i] > rank; i--) {
          seen[ranked.items()[i]]++;
        }
      }
      Sibling[] byRank = new Sibling[itemOfRank.length];
      for (int other = rank + 1; other < seen.length; other++) {
        if (seen[other] >= minCount) {
          byRank[other] = new Sibling(other, seen[other], new long[(holders.length + 63) / 64]);
        }
        seen[other] = 0;
      }
      for (int number = 0; number < holders.length; number++) {
        int basket = holders[number];
        for (int i = ranked.ends()[basket] - 1; ranked.items()[i] > rank; i--) {
          Sibling sibling = byRank[ranked.items()[i]];
          if (sibling != null) {
            sibling.bits()[number >> 6] |= 1L << number;
          }
        }
      }
      return Arrays.stream(byRank).filter(sibling -> sibling != null).toList();
    }

    private void extend(int[] prefix, List<Sibling> siblings) {
      for (int i = 0; i < siblings.size() && found.size() <= maxSets; i++) {
        Sibling sibling = siblings.get(i);
        int[] longer = Arrays.copyOf(prefix, prefix.length + 1);
        longer[prefix.length] = sibling.rank();
        emit(longer, sibling.count());
        if (longer.length < maxItems) {
          List<Sibling> next = new ArrayList<>();
          for (Sibling other : siblings.subList(i + 1, siblings.size())) {
            sibling.with(other, minCount, next);
          }
          extend(longer, next);
        }
      }
    }

    private void emit(int[] ranks, int count) {
      int[] items = new int[ranks.length];
      Arrays.setAll(items, i -> itemOfRank[ranks[i]]);
      Arrays.sort(items);
      found.add(new Itemset(items, count));
    }
  }

  private record Sibling(int rank, int count, long[] bits) {

    void with(Sibling other, int minCount, List<Sibling> into) {
      long[] both = new long[bits.length];
      int together = 0;
      for (int i = 0; i < both.length; i++) {
        both[i] = bits[i] & other.bits[i];
        together += Long.bitCount(both[i]);
      }
      if (together >= minCount) {
        into.add(new Sibling(other.rank, together, both));
      }
    }
  }
}
