package clientele.etl.analytics.basket;

import clientele.etl.analytics.basket.LogisticFit.Case;
import clientele.etl.analytics.interval.Rhythm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The chance that a person buys a product within the horizon, for products bought before from how
 * often and how lately, the product's rhythm and popularity, and for new ones from what follows the
 * person's products. Both are logistic regressions learned on the horizon before the last one, so
 * their chances can be ranked together; the half-life of a purchase is the one that foretells best.
 */
public final class NextBasketModel {

  private static final double[] HALF_LIVES = {15, 30, 60, 120, 240, Double.POSITIVE_INFINITY};
  private static final double PRIOR_PEOPLE = 20;
  private static final int NEW_PRODUCTS = 30;
  private static final int REMEMBERED = 30;
  private static final int FEWEST_HAPPENED = 30;
  private static final int REPEAT_FEATURES = 6;
  private static final int EXPLORE_FEATURES = 2;

  private final NextBasketOptions options;
  private final double halfLifeDays;
  private final LogisticFit repeat;
  private final LogisticFit explore;

  /**
   * A product and the chance that the person buys it within the horizon.
   *
   * @param isRepeat the person has bought it before
   */
  public record Scored(int product, boolean isRepeat, double probability) {}

  private NextBasketModel(
      NextBasketOptions options, double halfLifeDays, LogisticFit repeat, LogisticFit explore) {
    this.options = options;
    this.halfLifeDays = halfLifeDays;
    this.repeat = repeat;
    this.explore = explore;
  }

  public double halfLifeDays() {
    return halfLifeDays;
  }

  /**
   * Learns what was bought in the horizon after a day from what was known at its end; empty where
   * too little was.
   */
  static Optional<NextBasketModel> learn(Past past, NextBasketOptions options) {
    Histories histories = past.histories();
    NextBasketModel best = null;
    int stride = Math.max(1, histories.people() / options.learnedPeople());
    NextBasketModel blank = new NextBasketModel(options, 60, null, null);
    List<Case> exploring = new ArrayList<>();
    for (int person = 0; person < histories.people(); person += stride) {
      Set<Integer> bought = boughtAfter(past, person, options);
      for (NewProduct product : blank.newProducts(past, person)) {
        exploring.add(new Case(product.features(), bought.contains(product.product())));
      }
    }
    LogisticFit explore = fit(exploring, new double[EXPLORE_FEATURES + 1]);
    if (explore == null) {
      return Optional.empty();
    }
    List<Learned> people = new ArrayList<>();
    for (int person = 0; person < histories.people(); person += stride) {
      people.add(
          new Learned(
              Owned.of(histories, person, past.today()), boughtAfter(past, person, options)));
    }
    for (double halfLife : HALF_LIVES) {
      NextBasketModel tried = new NextBasketModel(options, halfLife, null, explore);
      List<Case> repeating = new ArrayList<>();
      for (Learned person : people) {
        double activity = tried.activity(past, person.owned());
        for (Owned each : person.owned()) {
          repeating.add(
              new Case(
                  tried.repeatFeatures(past, each, activity),
                  person.bought().contains(each.product())));
        }
      }
      LogisticFit repeat =
          fit(
              repeating,
              best == null ? new double[REPEAT_FEATURES + 1] : best.repeat.coefficients());
      if (repeat == null) {
        return Optional.empty();
      }
      if (best == null || repeat.logLikelihood() > best.repeat.logLikelihood()) {
        best = new NextBasketModel(options, halfLife, repeat, explore);
      }
    }
    return Optional.ofNullable(best);
  }

  private record Learned(List<Owned> owned, Set<Integer> bought) {}

  private static LogisticFit fit(List<Case> cases, double[] start) {
    long happened = cases.stream().filter(Case::happened).count();
    return happened < FEWEST_HAPPENED || happened == cases.size()
        ? null
        : LogisticFit.of(cases, start);
  }

  private static Set<Integer> boughtAfter(Past past, int person, NextBasketOptions options) {
    Histories histories = past.histories();
    Set<Integer> bought = new HashSet<>();
    for (int i = histories.endAt(person, past.today());
        i < histories.ends()[person] && histories.days()[i] <= past.today() + options.horizonDays();
        i++) {
      bought.add(histories.products()[i]);
    }
    return bought;
  }

  /** The likeliest first; ties by popularity, then by product number. */
  List<Scored> score(Past past, int person) {
    List<Owned> owned = Owned.of(past.histories(), person, past.today());
    double activity = activity(past, owned);
    List<Scored> scored = new ArrayList<>();
    for (Owned each : owned) {
      double[] features = repeatFeatures(past, each, activity);
      scored.add(new Scored(each.product(), true, repeat.probability(features)));
    }
    for (NewProduct product : newProducts(past, person)) {
      scored.add(new Scored(product.product(), false, explore.probability(product.features())));
    }
    scored.sort(
        Comparator.comparingDouble(Scored::probability)
            .thenComparingDouble(each -> past.recent().share(each.product()))
            .reversed()
            .thenComparingInt(Scored::product));
    return scored;
  }

  private double activity(Past past, List<Owned> owned) {
    return Math.log(
        .1 + owned.stream().mapToDouble(each -> each.weight(past.today(), halfLifeDays)).sum());
  }

  private double[] repeatFeatures(Past past, Owned owned, double activity) {
    double returns =
        past.rhythm(owned.product()).map(rhythm -> returns(rhythm, owned, past.today())).orElse(.5);
    return new double[] {
      Math.log(.01 + owned.weight(past.today(), halfLifeDays)),
      logit(returns),
      Math.log(owned.count()),
      Math.log(past.recent().share(owned.product())),
      Math.log(past.ever().share(owned.product())),
      activity
    };
  }

  private double returns(Rhythm rhythm, Owned owned, int today) {
    double share = owned.count() == 1 ? rhythm.shareAfterFirst() : rhythm.shareAfterLater();
    return rhythm.returnsWithin(options.horizonDays(), today - owned.lastDay(), share);
  }

  private static double logit(double probability) {
    double inside = Math.max(1e-4, Math.min(1 - 1e-4, probability));
    return Math.log(inside / (1 - inside));
  }

  private record NewProduct(int product, double[] features) {}

  /** The products new to the person that follow the person's own most likely. */
  private List<NewProduct> newProducts(Past past, int person) {
    List<Owned> owned = Owned.of(past.histories(), person, past.today());
    if (owned.isEmpty()) {
      return List.of();
    }
    int[] products = past.follows().products();
    double[] prior = past.priorOfFollows();
    double[] chances = new double[products.length];
    double weights = 0;
    List<Owned> newest =
        owned.stream()
            .sorted(Comparator.comparingInt(Owned::lastDay).reversed())
            .limit(REMEMBERED)
            .toList();
    for (Owned each : newest) {
      double weight = Math.pow(2, -(past.today() - each.lastDay()) / (double) options.windowDays());
      past.follows().addChances(each.product(), weight, prior, PRIOR_PEOPLE, chances);
      weights += weight;
    }
    // Of somebody silent for long the newest purchases still say as much as ever.
    double total = Math.max(Double.MIN_NORMAL, weights);
    Set<Integer> known = new HashSet<>();
    owned.forEach(each -> known.add(each.product()));
    double activity = activity(past, owned);
    double least = least(chances, NEW_PRODUCTS + known.size());
    return IntStream.range(0, products.length)
        .filter(i -> chances[i] >= least && !known.contains(products[i]))
        .boxed()
        .sorted(
            Comparator.<Integer>comparingDouble(i -> -chances[i]).thenComparing(i -> products[i]))
        .limit(NEW_PRODUCTS)
        .map(
            i ->
                new NewProduct(
                    products[i],
                    new double[] {Math.log(Math.max(1e-12, chances[i] / total)), activity}))
        .toList();
  }

  /** The smallest of the so many largest numbers. */
  private static double least(double[] numbers, int largest) {
    double[] ascending = numbers.clone();
    Arrays.sort(ascending);
    return ascending[Math.max(0, ascending.length - largest)];
  }
}
