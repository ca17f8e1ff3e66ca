package clientele.etl.analytics.basket;

import clientele.etl.analytics.basket.LogisticFit.Case;
import clientele.etl.analytics.interval.Rhythm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The chance that a person buys a product again within the horizon, from how often and how lately,
 * the product's rhythm and popularity, and how much the person buys at all: a logistic regression,
 * with the half-life of a purchase that foretells best.
 */
public final class RepeatModel {

  private static final double[] HALF_LIVES = {15, 30, 60, 120, 240, Double.POSITIVE_INFINITY};
  private static final int LASTING_FEATURES = 4;
  private static final int FEATURES = LASTING_FEATURES + 2;

  private final int horizonDays;
  private final double halfLifeDays;
  private final LogisticFit fit;
  private final boolean isLearned;

  private RepeatModel(int horizonDays, double halfLifeDays, LogisticFit fit, boolean isLearned) {
    this.horizonDays = horizonDays;
    this.halfLifeDays = halfLifeDays;
    this.fit = fit;
    this.isLearned = isLearned;
  }

  /**
   * Learns what was bought again in the two horizons up to a day, each from what was known before
   * it; in the newer one alone where the history begins too late. Empty where too little was bought
   * again.
   */
  public static Optional<RepeatModel> learn(
      Histories histories, int lastDay, NextBasketOptions options) {
    return Optional.of(learn(Learned.of(histories, lastDay, options), options))
        .filter(RepeatModel::isLearned);
  }

  /** Where too little was bought again, all that was had has the same chance. */
  static RepeatModel learn(List<Learned> people, NextBasketOptions options) {
    List<double[][]> lasting = lasting(people, options.horizonDays());
    RepeatModel best = null;
    for (double halfLife : HALF_LIVES) {
      double[] start = best == null ? new double[FEATURES + 1] : best.fit.coefficients();
      List<Case> cases = cases(people, lasting, halfLife);
      Optional<LogisticFit> fit = LogisticFit.ofEnough(cases, start);
      if (fit.isEmpty()) {
        return new RepeatModel(
            options.horizonDays(),
            Double.POSITIVE_INFINITY,
            LogisticFit.sameForAll(cases, FEATURES),
            false);
      }
      if (best == null || fit.get().logLikelihood() > best.fit.logLikelihood()) {
        best = new RepeatModel(options.horizonDays(), halfLife, fit.get(), true);
      }
    }
    return best;
  }

  /** With the same half-life, learned from other people. */
  Optional<RepeatModel> of(List<Learned> people) {
    List<Case> cases = cases(people, lasting(people, horizonDays), halfLifeDays);
    Optional<LogisticFit> other =
        isLearned
            ? LogisticFit.ofEnough(cases, fit.coefficients())
            : Optional.of(LogisticFit.sameForAll(cases, FEATURES));
    return other.map(found -> new RepeatModel(horizonDays, halfLifeDays, found, isLearned));
  }

  boolean isLearned() {
    return isLearned;
  }

  double halfLifeDays() {
    return halfLifeDays;
  }

  /** The chances of the products that a person has bought before, by product. */
  public Map<Integer, Double> chances(Past past, int person) {
    Map<Integer, Double> chances = new HashMap<>();
    scored(past, Owned.of(past.histories(), person, past.today()))
        .forEach(each -> chances.put(each.product(), each.probability()));
    return chances;
  }

  /** The chances of owned products, in their order. */
  List<Scored> scored(Past past, List<Owned> owned) {
    double activity = activity(past, owned, halfLifeDays);
    List<Scored> scored = new ArrayList<>();
    for (Owned each : owned) {
      double[] features =
          features(past, each, lasting(past, each, horizonDays), activity, halfLifeDays);
      scored.add(new Scored(each.product(), true, fit.probability(features)));
    }
    return scored;
  }

  private static List<Case> cases(
      List<Learned> people, List<double[][]> lasting, double halfLifeDays) {
    List<Case> cases = new ArrayList<>();
    for (int i = 0; i < people.size(); i++) {
      Learned person = people.get(i);
      double activity = activity(person.past(), person.owned(), halfLifeDays);
      for (int j = 0; j < person.owned().size(); j++) {
        Owned each = person.owned().get(j);
        cases.add(
            new Case(
                features(person.past(), each, lasting.get(i)[j], activity, halfLifeDays),
                person.bought().contains(each.product())));
      }
    }
    return cases;
  }

  /** How much a person has bought of late. */
  static double activity(Past past, List<Owned> owned, double halfLifeDays) {
    return Math.log(
        .1 + owned.stream().mapToDouble(each -> each.weight(past.today(), halfLifeDays)).sum());
  }

  private static double[] features(
      Past past, Owned owned, double[] lasting, double activity, double halfLifeDays) {
    double[] features = Arrays.copyOf(lasting, FEATURES);
    features[LASTING_FEATURES] = Math.log(.01 + owned.weight(past.today(), halfLifeDays));
    features[LASTING_FEATURES + 1] = activity;
    return features;
  }

  /** The features that no half-life changes, of each person's products. */
  private static List<double[][]> lasting(List<Learned> people, int horizonDays) {
    return people.stream()
        .map(
            person ->
                person.owned().stream()
                    .map(each -> lasting(person.past(), each, horizonDays))
                    .toArray(double[][]::new))
        .toList();
  }

  private static double[] lasting(Past past, Owned owned, int horizonDays) {
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
}
