package clientele.etl.analytics.basket;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How long the frequent sets of 100,000 baskets of 870 items take at support .001, on data made
 * after Agrawal and Srikant's recipe (1994) with baskets of 10 and patterns of 4: overlapping
 * patterns of exponential weight, of which a basket holds several, most with parts missing.
 */
public final class BasketBenchmark {

  private static final int BASKETS = 100_000;
  private static final int ITEMS = 870;
  private static final int PATTERNS = 2_000;

  private BasketBenchmark() {}

  public static void main(String[] arguments) {
    Baskets baskets = generate(new SplittableRandom(1994));
    for (int round = 0; round < 5; round++) {
      long start = System.nanoTime();
      FrequentItemsets sets = FrequentItemsets.find(baskets, BASKETS / 1_000, 15, 1_000_000);
      long found = System.nanoTime();
      int rules = new BasketRules(sets).find(.5, 1).size();
      System.out.printf(
          "%,d entries: %,d sets in %d ms, %,d rules in %d ms%n",
          baskets.items().length,
          sets.sets().size(),
          (found - start) / 1_000_000,
          rules,
          (System.nanoTime() - found) / 1_000_000);
    }
  }

  private static Baskets generate(SplittableRandom random) {
    int[][] patterns = new int[PATTERNS][];
    double[] corruption = new double[PATTERNS];
    double[] weight = new double[PATTERNS];
    double total = 0;
    for (int p = 0; p < PATTERNS; p++) {
      patterns[p] = new int[Math.max(1, poisson(4, random))];
      for (int i = 0; i < patterns[p].length; i++) {
        boolean isShared = p > 0 && random.nextDouble() < .5;
        patterns[p][i] =
            isShared
                ? patterns[p - 1][random.nextInt(patterns[p - 1].length)]
                : random.nextInt(ITEMS);
      }
      corruption[p] = Math.max(0, Math.min(1, .5 + .316 * random.nextGaussian()));
      weight[p] = -Math.log(1 - random.nextDouble());
      total += weight[p];
    }
    double sum = 0;
    for (int p = 0; p < PATTERNS; p++) {
      sum += weight[p] / total;
      weight[p] = sum;
    }
    Baskets.Builder builder = new Baskets.Builder();
    for (int basket = 0; basket < BASKETS; basket++) {
      int wanted = Math.max(1, poisson(10, random));
      for (int held = 0; held < wanted; ) {
        int p = Arrays.binarySearch(weight, random.nextDouble());
        int pattern = Math.min(PATTERNS - 1, p < 0 ? -p - 1 : p);
        held++;
        for (int item : patterns[pattern]) {
          if (random.nextDouble() >= corruption[pattern]) {
            builder.add(item);
            held++;
          }
        }
      }
      builder.end();
    }
    return builder.build();
  }

  private static int poisson(double mean, SplittableRandom random) {
    double limit = Math.exp(-mean);
    int count = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      count++;
    }
    return count;
  }
}
