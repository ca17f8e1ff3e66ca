package clientele.etl.analytics.basket;

import clientele.etl.analytics.basket.LogisticFit.Case;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The chance that a person buys a product within the horizon for the first time, from what follows
 * the person's products and from how popular it is: a logistic regression.
 */
record ExploreModel(LogisticFit fit) {

  private static final double HALF_LIFE_DAYS = 60;
  private static final double PRIOR_PEOPLE = 20;
  private static final int NEW_PRODUCTS = 30;
  private static final int REMEMBERED = 30;
  private static final int POPULAR_PRODUCTS = 20;
  private static final int FEATURES = 5;

  /** A product that is new to a person. */
  record NewProduct(int product, double[] features) {}

  /**
   * @param news of each person the {@link #newProducts}
   * @return empty where too few were bought
   */
  static Optional<ExploreModel> learn(List<Learned> people, List<List<NewProduct>> news) {
    return learn(people, news, new double[FEATURES + 1]);
  }

  /** Learned from other people. */
  Optional<ExploreModel> of(List<Learned> people, List<List<NewProduct>> news) {
    return learn(people, news, fit.coefficients());
  }

  private static Optional<ExploreModel> learn(
      List<Learned> people, List<List<NewProduct>> news, double[] start) {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      for (NewProduct product : news.get(i)) {
        boolean isBought = people.get(i).bought().contains(product.product());
        cases.add(new Case(product.features(), isBought));
      }
    }
    return LogisticFit.ofEnough(cases, start).map(ExploreModel::new);
  }

  Scored scored(NewProduct product) {
    return new Scored(product.product(), false, fit.probability(product.features()));
  }

  /**
   * The products new to a person that follow the person's own most likely, and the popular ones.
   */
  static List<NewProduct> newProducts(Past past, List<Owned> owned, NextBasketOptions options) {
    if (owned.isEmpty()) {
      return List.of();
    }
    int[] products = past.follows().products();
    FollowChances follows =
        FollowChances.of(past, owned, REMEMBERED, options.windowDays(), PRIOR_PEOPLE);
    double[] mean = follows.mean();
    Set<Integer> known = new HashSet<>();
    owned.forEach(each -> known.add(each.product()));
    double activity = RepeatModel.activity(past, owned, HALF_LIFE_DAYS);
    double least = least(mean, NEW_PRODUCTS + known.size());
    IntStream following =
        IntStream.range(0, products.length)
            .filter(i -> mean[i] >= least && !known.contains(products[i]))
            .boxed()
            .sorted(
                Comparator.<Integer>comparingDouble(i -> -mean[i]).thenComparing(i -> products[i]))
            .limit(NEW_PRODUCTS)
            .mapToInt(Integer::intValue);
    return Stream.of(
            following,
            popular(IntStream.range(0, products.length), products, known),
            popular(IntStream.of(past.placesByPopularity()), products, known))
        .flatMapToInt(places -> places)
        .distinct()
        .mapToObj(i -> new NewProduct(products[i], features(past, follows, i, activity)))
        .toList();
  }

  private static IntStream popular(IntStream places, int[] products, Set<Integer> known) {
    return places.filter(i -> !known.contains(products[i])).limit(POPULAR_PRODUCTS);
  }

  private static double[] features(Past past, FollowChances follows, int place, double activity) {
    int product = past.follows().products()[place];
    return new double[] {
      Math.log(Math.max(1e-12, follows.mean()[place])),
      Math.log(Math.max(1e-12, follows.highest()[place])),
      Math.log(past.recent().share(product)),
      Math.log(past.ever().share(product)),
      activity
    };
  }

  /** The smallest of the so many largest numbers. */
  private static double least(double[] numbers, int largest) {
    double[] ascending = numbers.clone();
    Arrays.sort(ascending);
    return ascending[Math.max(0, ascending.length - largest)];
  }
}
