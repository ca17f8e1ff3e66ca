package clientele.etl.analytics.basket;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/** Made-up shops with habits of their own, that no part of the score was made for. */
enum StrangeShop {
  /** Weekly trips with 10 to 40 of 300 goods, most of them from 60 that the household likes. */
  GROCERY(1_000, 500, 300) {
    @Override
    void shop(Purchases purchases, RandomGenerator random) {
      int[] liked = someOf(products(), 60, random);
      for (int day = random.nextInt(7); day <= lastDay(); day += 6 + random.nextInt(3)) {
        int size = 10 + random.nextInt(31);
        for (int i = 0; i < size; i++) {
          boolean isLiked = random.nextInt(10) < 8;
          purchases.add(day, isLiked ? liked[early(60, random)] : early(products(), random));
        }
      }
    }
  },

  /** Nothing twice: collections of 120 pieces, sold for 90 days, and a person's two styles. */
  FASHION(3_000, 1_000, 1_440) {
    @Override
    void shop(Purchases purchases, RandomGenerator random) {
      int style = random.nextInt(6);
      TreeSet<Integer> owned = new TreeSet<>();
      for (int day = random.nextInt(120); day <= lastDay(); day += 10 + random.nextInt(110)) {
        int size = 1 + random.nextInt(3);
        for (int i = 0; i < size; i++) {
          int piece = 6 * early(20, random) + (random.nextInt(4) == 0 ? random.nextInt(6) : style);
          int product = day / 90 * 120 + piece;
          if (owned.add(product)) {
            purchases.add(day, product);
          }
        }
      }
    }
  },

  /** One to three of 24 subscriptions, each paid every 30 days to the day until it is left. */
  SUBSCRIPTION(2_000, 720, 24) {
    @Override
    void shop(Purchases purchases, RandomGenerator random) {
      int count = 1 + random.nextInt(3);
      for (int i = 0; i < count; i++) {
        int product = early(products(), random);
        for (int day = random.nextInt(lastDay()); day <= lastDay(); day += 30) {
          purchases.add(day, product);
          if (random.nextInt(20) == 0) {
            break;
          }
        }
      }
    }
  },

  /** Gifts around one to three yearly days, mostly of the shelf that was chosen the year before. */
  YEARLY_GIFT(3_000, 1_800, 400) {
    @Override
    void shop(Purchases purchases, RandomGenerator random) {
      int occasions = 1 + random.nextInt(3);
      for (int i = 0; i < occasions; i++) {
        int shelf = random.nextInt(20);
        for (int day = random.nextInt(365); day <= lastDay(); day += 361 + random.nextInt(9)) {
          shelf = random.nextInt(10) < 7 ? shelf : random.nextInt(20);
          purchases.add(day, 20 * early(20, random) + shelf);
        }
      }
    }
  },

  /** About 300 orders in all, of 120 people and 40 goods. */
  TINY(120, 365, 40) {
    @Override
    void shop(Purchases purchases, RandomGenerator random) {
      int liked = random.nextInt(products());
      int orders = 1 + random.nextInt(4);
      for (int i = 0; i < orders; i++) {
        int day = random.nextInt(lastDay() + 1);
        purchases.add(day, random.nextBoolean() ? liked : early(products(), random));
        purchases.add(day, early(products(), random));
      }
    }
  },

  /** Few firms that order every week from lists of 150 of 2,000 parts, each part in its rhythm. */
  WHOLESALE(200, 540, 2_000) {
    @Override
    void shop(Purchases purchases, RandomGenerator random) {
      for (int product : someOf(products(), 150, random)) {
        int weeks = 1 + early(26, random);
        for (int week = random.nextInt(weeks); 7 * week <= lastDay(); ) {
          purchases.add(7 * week, product);
          week += Math.max(1, weeks + random.nextInt(3) - 1);
        }
      }
    }
  },

  /** Refills in own rhythms, and whims; what is bought changes with the season. */
  DRUGSTORE(2_000, 800, 500) {
    @Override
    void shop(Purchases purchases, RandomGenerator random) {
      for (int product : someOf(60, 6, random)) {
        int rhythm = 20 + random.nextInt(100);
        int until = random.nextInt(2 * lastDay());
        for (int day = random.nextInt(200); day <= Math.min(until, lastDay()); ) {
          purchases.add(day, product);
          day += Math.max(3, (int) (rhythm * (.6 + .8 * random.nextDouble())));
        }
      }
      int whims = random.nextInt(12);
      for (int i = 0; i < whims; i++) {
        int day = random.nextInt(lastDay() + 1);
        purchases.add(day, 60 + day / 91 % 4 * 110 + early(110, random));
      }
    }
  },

  /** Books of the last six weeks, and rows of ten volumes that many read one after the other. */
  BOOKS(2_500, 900, 1_050) {
    @Override
    void shop(Purchases purchases, RandomGenerator random) {
      int volume = 10 * random.nextInt(30);
      for (int day = random.nextInt(60); day <= lastDay(); day += 7 + random.nextInt(60)) {
        purchases.add(day, day / 43 * 34 + early(34, random));
        if (random.nextInt(3) > 0) {
          purchases.add(day, 750 + volume);
          volume = volume % 10 == 9 ? 10 * random.nextInt(30) : volume + 1;
        }
      }
    }
  };

  private final int people;
  private final int lastDay;
  private final int products;

  StrangeShop(int people, int lastDay, int products) {
    this.people = people;
    this.lastDay = lastDay;
    this.products = products;
  }

  /** What one person buys. */
  abstract void shop(Purchases purchases, RandomGenerator random);

  int products() {
    return products;
  }

  int lastDay() {
    return lastDay;
  }

  Histories histories(long seed) {
    SplittableRandom random = new SplittableRandom(31 * seed + ordinal());
    Histories.Builder builder = new Histories.Builder();
    for (int person = 0; person < people; person++) {
      Purchases purchases = new Purchases(new TreeSet<>());
      shop(purchases, random.split());
      purchases.ofAll.forEach(each -> builder.add((int) (each >> 32), each.intValue()));
      builder.endPerson();
    }
    return builder.build();
  }

  /** Purchases of one person, by day and product; the same on the same day counts once. */
  record Purchases(TreeSet<Long> ofAll) {

    void add(int day, int product) {
      ofAll.add((long) day << 32 | product);
    }
  }

  /** A number below the bound, 0 the likeliest, the others by one over their place. */
  private static int early(int bound, RandomGenerator random) {
    return (int) Math.min(bound - 1, Math.exp(Math.log(bound + 1) * random.nextDouble()) - 1);
  }

  private static int[] someOf(int all, int count, RandomGenerator random) {
    List<Integer> some = new ArrayList<>();
    while (some.size() < count) {
      int product = random.nextInt(3) == 0 ? random.nextInt(all) : early(all, random);
      if (!some.contains(product)) {
        some.add(product);
      }
    }
    return some.stream().mapToInt(Integer::intValue).toArray();
  }
}
