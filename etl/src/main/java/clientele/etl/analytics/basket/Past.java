package clientele.etl.analytics.basket;

import clientele.etl.analytics.interval.ReturnGaps;
import clientele.etl.analytics.interval.Rhythm;
import clientele.etl.analytics.interval.RhythmFit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What was known of all products at the end of a day; nothing after it is looked at. */
public final class Past {

  private static final double RECENT_DAYS = 60;

  private final Histories histories;
  private final int today;
  private final NextBasketOptions options;
  private final Popularity recent;
  private final Popularity ever;
  private final Rhythm[] rhythms;
  private int[] ranking;
  private Follows follows;
  private double[] priorOfFollows;
  private int[] placesByPopularity;

  public Past(Histories histories, int today, NextBasketOptions options) {
    this.histories = histories;
    this.today = today;
    this.options = options;
    this.recent = Popularity.of(histories, today, RECENT_DAYS);
    this.ever = Popularity.of(histories, today, Double.POSITIVE_INFINITY);
    this.rhythms = rhythms(options.minReturned());
  }

  Histories histories() {
    return histories;
  }

  int today() {
    return today;
  }

  Popularity recent() {
    return recent;
  }

  Popularity ever() {
    return ever;
  }

  /** All products, the one bought most often of all first. */
  int[] ranking() {
    if (ranking == null) {
      ranking = ever.ranking();
    }
    return ranking;
  }

  /** Counted when first asked for: who asks for repeats alone needs them not. */
  Follows follows() {
    if (follows == null) {
      int[] ranking = recent.ranking();
      follows =
          Follows.of(
              histories,
              today,
              options.windowDays(),
              Arrays.copyOf(ranking, Math.min(options.products(), ranking.length)));
      int[] products = follows.products();
      placesByPopularity =
          IntStream.range(0, products.length)
              .boxed()
              .sorted(
                  Comparator.<Integer>comparingDouble(place -> -ever.weights()[products[place]])
                      .thenComparing(place -> products[place]))
              .mapToInt(Integer::intValue)
              .toArray();
      priorOfFollows = Arrays.stream(follows.products()).mapToDouble(recent::share).toArray();
    }
    return follows;
  }

  /** Share of all recent purchases of each product of {@link #follows}. */
  double[] priorOfFollows() {
    follows();
    return priorOfFollows;
  }

  /** The places of {@link #follows}, the product that was bought most often of all first. */
  int[] placesByPopularity() {
    follows();
    return placesByPopularity;
  }

  /** The product's rhythm, or that of all products; empty where nobody ever returned. */
  Optional<Rhythm> rhythm(int product) {
    return Optional.ofNullable(rhythms[product]);
  }

  private Rhythm[] rhythms(long minReturned) {
    List<ReturnGaps> gaps = GapLog.of(histories, today).byProduct();
    Rhythm all = RhythmFit.fit(Rhythm.Family.LOG_NORMAL, ReturnGaps.together(gaps)).orElse(null);
    return IntStream.range(0, gaps.size())
        .parallel()
        .mapToObj(
            product ->
                gaps.get(product).returned() >= minReturned
                    ? RhythmFit.fit(Rhythm.Family.LOG_NORMAL, gaps.get(product)).orElse(all)
                    : all)
        .toArray(Rhythm[]::new);
  }
}
