package clientele.etl.analytics.basket;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Rules of frequent sets, and which of them say something that simpler ones do not. */
public final class BasketRules {

  private static final Itemset NOTHING = new Itemset(new int[0], 0);

  private final FrequentItemsets sets;

  public BasketRules(FrequentItemsets sets) {
    this.sets = sets;
  }

  /**
   * All rules with a left side, in the order of their sets.
   *
   * @param minConfidence 0 to 1
   * @param maxRight most items on the right side
   */
  public List<BasketRule> find(double minConfidence, int maxRight) {
    List<BasketRule> rules = new ArrayList<>();
    for (Itemset set : sets.sets()) {
      int all = (1 << set.items().length) - 1;
      for (int right = 1; right < all; right++) {
        if (Integer.bitCount(right) <= maxRight) {
          BasketRule rule = rule(set, all & ~right, right);
          // A product of the bound and a count may miss its whole number by a last digit.
          if (rule.count() >= minConfidence * rule.leftCount() - 1e-9) {
            rules.add(rule);
          }
        }
      }
    }
    return rules;
  }

  private BasketRule rule(Itemset set, int left, int right) {
    Itemset leftSet = set.part(left);
    Itemset rightSet = set.part(right);
    return new BasketRule(
        leftSet.items(),
        rightSet.items(),
        set.count(),
        sets.count(leftSet).orElseThrow(),
        sets.count(rightSet).orElseThrow(),
        sets.baskets());
  }

  /** Whether a part of the left side, or no left side at all, says it with as much confidence. */
  public boolean isRedundant(BasketRule rule) {
    return isRedundant(rule, 0);
  }

  /** The same where only rules with a left side count. */
  public boolean isRedundantAmongRules(BasketRule rule) {
    return isRedundant(rule, 1);
  }

  private boolean isRedundant(BasketRule rule, int fewestLeft) {
    Itemset left = new Itemset(rule.left(), rule.leftCount());
    int all = (1 << rule.left().length) - 1;
    for (int part = 0; part < all; part++) {
      if (Integer.bitCount(part) >= fewestLeft) {
        Itemset fewer = part == 0 ? NOTHING : left.part(part);
        long fewerCount = part == 0 ? sets.baskets() : sets.count(fewer).orElseThrow();
        long together = sets.count(union(fewer.items(), rule.right())).orElseThrow();
        if (together * rule.leftCount() >= rule.count() * fewerCount) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Whether so many baskets are unlikely by chance, after Fisher, counting all rules asked
   * (Bonferroni).
   */
  public static boolean isSignificant(BasketRule rule, double level, long rulesAsked) {
    return rule.fisher() * rulesAsked <= level;
  }

  private static Itemset union(int[] one, int[] other) {
    int[] both = IntStream.concat(Arrays.stream(one), Arrays.stream(other)).sorted().toArray();
    return new Itemset(both, 0);
  }
}
