package clientele.etl.analytics.basket;

import clientele.etl.analytics.interval.GapCount;
import clientele.etl.analytics.interval.ReturnGaps;
import clientele.etl.analytics.interval.Rhythm;
import clientele.etl.analytics.interval.RhythmFit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What was known of all products at the end of a day; nothing after it is looked at. */
public final class Past {

  private static final double RECENT_DAYS = 60;

  private final Histories histories;
  private final int today;
  private final Popularity recent;
  private final Popularity ever;
  private final Follows follows;
  private final double[] priorOfFollows;
  private final Rhythm[] rhythms;

  public Past(Histories histories, int today, NextBasketOptions options) {
    this.histories = histories;
    this.today = today;
    this.recent = Popularity.of(histories, today, RECENT_DAYS);
    this.ever = Popularity.of(histories, today, Double.POSITIVE_INFINITY);
    int[] ranking = recent.ranking();
    this.follows =
        Follows.of(
            histories,
            today,
            options.windowDays(),
            Arrays.copyOf(ranking, Math.min(options.products(), ranking.length)));
    this.priorOfFollows = Arrays.stream(follows.products()).mapToDouble(recent::share).toArray();
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

  Follows follows() {
    return follows;
  }

  /** Share of all recent purchases of each product of {@link #follows}. */
  double[] priorOfFollows() {
    return priorOfFollows;
  }

  /** The product's rhythm, or that of all products; empty where nobody ever returned. */
  Optional<Rhythm> rhythm(int product) {
    return Optional.ofNullable(rhythms[product]);
  }

  private Rhythm[] rhythms(long minReturned) {
    List<Map<Integer, long[]>> first = counters();
    List<Map<Integer, long[]>> later = counters();
    for (int person = 0; person < histories.people(); person++) {
      for (Owned owned : Owned.of(histories, person, today)) {
        for (int i = 0; i < owned.count(); i++) {
          boolean isOpen = i + 1 == owned.count();
          int gap = (isOpen ? today : owned.days().get(i + 1)) - owned.days().get(i);
          (i == 0 ? first : later)
              .get(owned.product())
              .computeIfAbsent(gap, days -> new long[2])[isOpen ? 1 : 0]++;
        }
      }
    }
    List<ReturnGaps> gaps = new ArrayList<>();
    for (int product = 0; product < first.size(); product++) {
      gaps.add(new ReturnGaps(counts(first.get(product)), counts(later.get(product))));
    }
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

  private List<Map<Integer, long[]>> counters() {
    List<Map<Integer, long[]>> counters = new ArrayList<>();
    for (int product = 0; product < histories.productCount(); product++) {
      counters.add(new TreeMap<>());
    }
    return counters;
  }

  private static List<GapCount> counts(Map<Integer, long[]> counter) {
    return counter.entrySet().stream()
        .map(entry -> new GapCount(entry.getKey(), entry.getValue()[0], entry.getValue()[1]))
        .toList();
  }
}
