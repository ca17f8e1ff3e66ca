package clientele.etl.analytics.basket;

import clientele.etl.analytics.basket.ExploreModel.NewProduct;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a person buys within the horizon, of products bought before and of new ones. The chances of
 * both are logistic regressions learned on the same horizons, so that they can be ranked together;
 * how far the order leans on counting is chosen on the newer of the two horizons that are learned
 * from, with chances learned on the older one.
 */
final class NextBasketModel {

  private final NextBasketOptions options;
  private final RepeatModel repeat;
  private final Optional<ExploreModel> explore;
  private final RankOrder order;

  private NextBasketModel(
      NextBasketOptions options,
      RepeatModel repeat,
      Optional<ExploreModel> explore,
      RankOrder order) {
    this.options = options;
    this.repeat = repeat;
    this.explore = explore;
    this.order = order;
  }

  double halfLifeDays() {
    return repeat.halfLifeDays();
  }

  /**
   * As {@link RepeatModel#learn}, of all that was bought. Where too little was new to anybody, new
   * products go by popularity; where too little is known to try what was learned, all go by
   * counting.
   */
  static NextBasketModel learn(Histories histories, int lastDay, NextBasketOptions options) {
    List<Learned> people = Learned.of(histories, lastDay, options);
    List<List<NewProduct>> news =
        people.stream()
            .map(each -> ExploreModel.newProducts(each.past(), each.owned(), options))
            .toList();
    Optional<ExploreModel> explore = ExploreModel.learn(people, news);
    RepeatModel repeat = RepeatModel.learn(people, options);
    return new NextBasketModel(options, repeat, explore, RankOrder.COUNTED).ordered(people, news);
  }

  /** Chooses the order on the newer horizon, with chances learned on the older one. */
  private NextBasketModel ordered(List<Learned> people, List<List<NewProduct>> news) {
    int newest = people.get(people.size() - 1).past().today();
    int older = (int) people.stream().filter(each -> each.past().today() < newest).count();
    Optional<RepeatModel> repeatBefore = repeat.of(people.subList(0, older));
    Optional<ExploreModel> exploreBefore =
        explore.flatMap(each -> each.of(people.subList(0, older), news.subList(0, older)));
    if (repeatBefore.isEmpty() || exploreBefore.isPresent() != explore.isPresent()) {
      return this;
    }
    NextBasketModel before = new NextBasketModel(options, repeatBefore.get(), exploreBefore, order);
    List<RankOrder.Shopper> shoppers =
        IntStream.range(older, people.size())
            .filter(i -> !people.get(i).next().isEmpty() && !people.get(i).owned().isEmpty())
            .mapToObj(i -> before.shopper(people.get(i), news.get(i)))
            .toList();
    return new NextBasketModel(options, repeat, explore, RankOrder.choose(shoppers));
  }

  private RankOrder.Shopper shopper(Learned person, List<NewProduct> news) {
    return new RankOrder.Shopper(options(person.past(), person.owned(), news), person.next());
  }

  /** What to show the person, in the order chosen. */
  List<Scored> score(Past past, int person) {
    List<Owned> owned = Owned.of(past.histories(), person, past.today());
    return order.apply(options(past, owned, ExploreModel.newProducts(past, owned, options)));
  }

  private RankOrder.Options options(Past past, List<Owned> owned, List<NewProduct> news) {
    List<Scored> had = repeat.scored(past, owned).stream().sorted(byProbability(past)).toList();
    List<Scored> fresh =
        news.stream().map(each -> scored(past, each)).sorted(byProbability(past)).toList();
    List<Scored> popular =
        fresh.stream()
            .sorted(
                Comparator.<Scored>comparingDouble(each -> -past.ever().weights()[each.product()])
                    .thenComparingInt(Scored::product))
            .toList();
    Set<Integer> known = had.stream().map(Scored::product).collect(Collectors.toSet());
    return new RankOrder.Options(had, fresh, popular, known, owned, past);
  }

  private Scored scored(Past past, NewProduct product) {
    return explore
        .map(each -> each.scored(product))
        .orElseGet(
            () -> new Scored(product.product(), false, past.recent().share(product.product())));
  }

  /** The likeliest first; ties by popularity, then by product number. */
  private static Comparator<Scored> byProbability(Past past) {
    return Comparator.comparingDouble(Scored::probability)
        .thenComparingDouble(each -> past.recent().share(each.product()))
        .reversed()
        .thenComparingInt(Scored::product);
  }
}
