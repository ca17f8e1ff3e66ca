package clientele.etl.analytics.basket;

import clientele.etl.analytics.basket.LogisticFit.Case;
import clientele.etl.analytics.interval.Rhythm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The chance that a person buys a product within the horizon, for products bought before from how
 * often and how lately, the product's rhythm and popularity, and for new ones from what follows the
 * person's products. Both are logistic regressions learned on the horizon before the last one, so
 * their chances can be ranked together; the half-life of a purchase is the one that foretells best,
 * and how far the order leans on counting is chosen on the newer of the two horizons that are
 * learned from, with chances learned on the older one.
 */
public final class NextBasketModel {

  private static final double[] HALF_LIVES = {15, 30, 60, 120, 240, Double.POSITIVE_INFINITY};
  private static final double EXPLORING_HALF_LIFE = 60;
  private static final double PRIOR_PEOPLE = 20;
  private static final int NEW_PRODUCTS = 30;
  private static final int REMEMBERED = 30;
  private static final int FEWEST_HAPPENED = 30;
  private static final int LASTING_FEATURES = 4;
  private static final int REPEAT_FEATURES = LASTING_FEATURES + 2;
  private static final int EXPLORE_FEATURES = 3;

  private final NextBasketOptions options;
  private final double halfLifeDays;
  private final LogisticFit repeat;
  private final LogisticFit explore;
  private final RankOrder order;

  /**
   * A product and the chance that the person buys it within the horizon.
   *
   * @param isRepeat the person has bought it before
   */
  public record Scored(int product, boolean isRepeat, double probability) {}

  private NextBasketModel(
      NextBasketOptions options,
      double halfLifeDays,
      LogisticFit repeat,
      LogisticFit explore,
      RankOrder order) {
    this.options = options;
    this.halfLifeDays = halfLifeDays;
    this.repeat = repeat;
    this.explore = explore;
    this.order = order;
  }

  public double halfLifeDays() {
    return halfLifeDays;
  }

  public RankOrder order() {
    return order;
  }

  /**
   * Learns the chances of what was bought in the two horizons up to a day, each from what was known
   * before it; in the newer one alone where the history begins too late. Empty where too little was
   * bought.
   */
  public static Optional<NextBasketModel> learn(
      Histories histories, int lastDay, NextBasketOptions options) {
    return chances(people(histories, lastDay, options), options);
  }

  /** As {@link #learn}, with the order in which products are shown. */
  public static Optional<NextBasketModel> learnWithOrder(
      Histories histories, int lastDay, NextBasketOptions options) {
    List<Learned> people = people(histories, lastDay, options);
    return chances(people, options).map(model -> model.ordered(people));
  }

  private static List<Learned> people(Histories histories, int lastDay, NextBasketOptions options) {
    int horizon = options.horizonDays();
    List<Learned> people = new ArrayList<>();
    if (histories.firstDay() <= lastDay - 3 * horizon) {
      people.addAll(Learned.of(new Past(histories, lastDay - 2 * horizon, options), options));
    }
    people.addAll(Learned.of(new Past(histories, lastDay - horizon, options), options));
    return people;
  }

  private static Optional<NextBasketModel> chances(
      List<Learned> people, NextBasketOptions options) {
    LogisticFit explore = fit(exploring(people), new double[EXPLORE_FEATURES + 1]);
    if (explore == null) {
      return Optional.empty();
    }
    NextBasketModel best = null;
    for (double halfLife : HALF_LIVES) {
      double[] start = best == null ? new double[REPEAT_FEATURES + 1] : best.repeat.coefficients();
      NextBasketModel tried =
          new NextBasketModel(options, halfLife, null, explore, RankOrder.LEARNED);
      LogisticFit repeat = fit(tried.repeating(people), start);
      if (repeat == null) {
        return Optional.empty();
      }
      if (best == null || repeat.logLikelihood() > best.repeat.logLikelihood()) {
        best = new NextBasketModel(options, halfLife, repeat, explore, RankOrder.LEARNED);
      }
    }
    return Optional.of(best);
  }

  private static List<Case> exploring(List<Learned> people) {
    List<Case> cases = new ArrayList<>();
    for (Learned person : people) {
      for (NewProduct product : person.fresh()) {
        cases.add(new Case(product.features(), person.bought().contains(product.product())));
      }
    }
    return cases;
  }

  private List<Case> repeating(List<Learned> people) {
    List<Case> cases = new ArrayList<>();
    for (Learned person : people) {
      double activity = activity(person.past(), person.owned());
      for (int i = 0; i < person.owned().size(); i++) {
        Owned each = person.owned().get(i);
        cases.add(
            new Case(
                repeatFeatures(person.past(), each, person.lasting()[i], activity),
                person.bought().contains(each.product())));
      }
    }
    return cases;
  }

  /** Chooses the order on the newer horizon, with chances learned on the older one. */
  private NextBasketModel ordered(List<Learned> people) {
    int newest = people.get(people.size() - 1).past().today();
    List<Learned> older = people.stream().filter(each -> each.past().today() < newest).toList();
    LogisticFit repeatBefore = fit(repeating(older), repeat.coefficients());
    LogisticFit exploreBefore = fit(exploring(older), explore.coefficients());
    if (repeatBefore == null || exploreBefore == null) {
      return this;
    }
    NextBasketModel before =
        new NextBasketModel(options, halfLifeDays, repeatBefore, exploreBefore, RankOrder.LEARNED);
    RankOrder chosen =
        RankOrder.choose(
            people.stream()
                .filter(each -> each.past().today() == newest)
                .filter(each -> !each.next().isEmpty() && !each.owned().isEmpty())
                .map(
                    each ->
                        new RankOrder.Shopper(
                            before.options(each.past(), each.owned(), each.fresh()), each.next()))
                .toList());
    return new NextBasketModel(options, halfLifeDays, repeat, explore, chosen);
  }

  /**
   * Somebody to learn from.
   *
   * @param past what was known before the horizon
   * @param lasting of each owned product the {@link #lastingFeatures}
   * @param fresh what could be new to the person
   * @param bought within the horizon
   * @param next on the first shopping day of it
   */
  private record Learned(
      Past past,
      List<Owned> owned,
      double[][] lasting,
      List<NewProduct> fresh,
      Set<Integer> bought,
      Set<Integer> next) {

    static List<Learned> of(Past past, NextBasketOptions options) {
      Histories histories = past.histories();
      int stride = Math.max(1, histories.people() / options.learnedPeople());
      int until = past.today() + options.horizonDays();
      List<Learned> people = new ArrayList<>();
      for (int person = 0; person < histories.people(); person += stride) {
        Set<Integer> bought = new HashSet<>();
        for (int i = histories.endAt(person, past.today());
            i < histories.ends()[person] && histories.days()[i] <= until;
            i++) {
          bought.add(histories.products()[i]);
        }
        Set<Integer> next = new HashSet<>();
        for (int product : histories.nextBasket(person, past.today(), until)) {
          next.add(product);
        }
        List<Owned> owned = Owned.of(histories, person, past.today());
        double[][] lasting =
            owned.stream()
                .map(each -> lastingFeatures(past, each, options.horizonDays()))
                .toArray(double[][]::new);
        people.add(
            new Learned(past, owned, lasting, newProducts(past, owned, options), bought, next));
      }
      return people;
    }
  }

  private static LogisticFit fit(List<Case> cases, double[] start) {
    long happened = cases.stream().filter(Case::happened).count();
    return happened < FEWEST_HAPPENED || happened == cases.size()
        ? null
        : LogisticFit.of(cases, start);
  }

  /** The chances of the products that a person has bought before, by product. */
  public Map<Integer, Double> repeats(Past past, int person) {
    List<Owned> owned = Owned.of(past.histories(), person, past.today());
    double activity = activity(past, owned);
    Map<Integer, Double> repeats = new HashMap<>();
    for (Owned each : owned) {
      repeats.put(each.product(), repeat.probability(repeatFeatures(past, each, activity)));
    }
    return repeats;
  }

  /** What to show the person, in the order chosen. */
  List<Scored> score(Past past, int person) {
    List<Owned> owned = Owned.of(past.histories(), person, past.today());
    return order.apply(options(past, owned, newProducts(past, owned, options)));
  }

  private RankOrder.Options options(Past past, List<Owned> owned, List<NewProduct> news) {
    double activity = activity(past, owned);
    List<Scored> had =
        owned.stream()
            .map(
                each ->
                    new Scored(
                        each.product(),
                        true,
                        repeat.probability(repeatFeatures(past, each, activity))))
            .sorted(byProbability(past))
            .toList();
    List<Scored> fresh =
        news.stream()
            .map(each -> new Scored(each.product(), false, explore.probability(each.features())))
            .sorted(byProbability(past))
            .toList();
    return new RankOrder.Options(had, fresh, owned, past);
  }

  /** The likeliest first; ties by popularity, then by product number. */
  private static Comparator<Scored> byProbability(Past past) {
    return Comparator.comparingDouble(Scored::probability)
        .thenComparingDouble(each -> past.recent().share(each.product()))
        .reversed()
        .thenComparingInt(Scored::product);
  }

  private double activity(Past past, List<Owned> owned) {
    return activity(past, owned, halfLifeDays);
  }

  private static double activity(Past past, List<Owned> owned, double halfLifeDays) {
    return Math.log(
        .1 + owned.stream().mapToDouble(each -> each.weight(past.today(), halfLifeDays)).sum());
  }

  private double[] repeatFeatures(Past past, Owned owned, double activity) {
    double[] lasting = lastingFeatures(past, owned, options.horizonDays());
    return repeatFeatures(past, owned, lasting, activity);
  }

  private double[] repeatFeatures(Past past, Owned owned, double[] lasting, double activity) {
    double[] features = Arrays.copyOf(lasting, REPEAT_FEATURES);
    features[LASTING_FEATURES] = Math.log(.01 + owned.weight(past.today(), halfLifeDays));
    features[LASTING_FEATURES + 1] = activity;
    return features;
  }

  /** The features that no half-life changes. */
  private static double[] lastingFeatures(Past past, Owned owned, int horizonDays) {
    double returns =
        past.rhythm(owned.product())
            .map(rhythm -> returns(rhythm, owned, past.today(), horizonDays))
            .orElse(.5);
    return new double[] {
      logit(returns),
      Math.log(owned.count()),
      Math.log(past.recent().share(owned.product())),
      Math.log(past.ever().share(owned.product()))
    };
  }

  private static double returns(Rhythm rhythm, Owned owned, int today, int horizonDays) {
    double share = owned.count() == 1 ? rhythm.shareAfterFirst() : rhythm.shareAfterLater();
    return rhythm.returnsWithin(horizonDays, today - owned.lastDay(), share);
  }

  private static double logit(double probability) {
    double inside = Math.max(1e-4, Math.min(1 - 1e-4, probability));
    return Math.log(inside / (1 - inside));
  }

  private record NewProduct(int product, double[] features) {}

  /** The products new to the person that follow the person's own most likely. */
  private static List<NewProduct> newProducts(
      Past past, List<Owned> owned, NextBasketOptions options) {
    if (owned.isEmpty()) {
      return List.of();
    }
    int[] products = past.follows().products();
    FollowChances follows =
        FollowChances.of(past, owned, REMEMBERED, options.windowDays(), PRIOR_PEOPLE);
    double[] mean = follows.mean();
    Set<Integer> known = new HashSet<>();
    owned.forEach(each -> known.add(each.product()));
    double activity = activity(past, owned, EXPLORING_HALF_LIFE);
    double least = least(mean, NEW_PRODUCTS + known.size());
    return IntStream.range(0, products.length)
        .filter(i -> mean[i] >= least && !known.contains(products[i]))
        .boxed()
        .sorted(Comparator.<Integer>comparingDouble(i -> -mean[i]).thenComparing(i -> products[i]))
        .limit(NEW_PRODUCTS)
        .map(i -> new NewProduct(products[i], exploreFeatures(follows, i, activity)))
        .toList();
  }

  private static double[] exploreFeatures(FollowChances follows, int place, double activity) {
    return new double[] {
      Math.log(Math.max(1e-12, follows.mean()[place])),
      Math.log(Math.max(1e-12, follows.highest()[place])),
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
