package clientele.etl.model.analysis;

import clientele.etl.analytics.attribution.Cents;
import clientele.etl.analytics.attribution.CreditRule;
import clientele.etl.analytics.attribution.Credits;
import clientele.etl.analytics.attribution.MarkovPaths;
import clientele.etl.analytics.attribution.TouchPath;
import java.math.BigDecimal;
import java.nio.IntBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Credits of all models for one kind of place, whose totals are those of the orders. */
final class AttributionTable {

  private static final String DIRECT = "(direct)";

  /** Equal paths are counted before they are credited, as long as so many different fit. */
  private static final int MOST_PATHS = 100_000;

  /** A row of rpt_attribution. */
  record Row(
      LocalDate asOfDate,
      String placeKind,
      String place,
      String model,
      double conversions,
      BigDecimal revenue,
      Double removalEffect,
      double conversionShare) {}

  private final String placeKind;
  private final LocalDate asOf;
  private final List<String> places;
  private final boolean countsDirect;
  private final Map<String, Credits> rules = new LinkedHashMap<>();
  private final Credits decaying;
  private final MarkovPaths chain;
  private final Map<IntBuffer, Ends> paths = new LinkedHashMap<>();
  private BigDecimal revenue = BigDecimal.ZERO;
  private long conversions;
  private BigDecimal directRevenue = BigDecimal.ZERO;
  private long directConversions;

  /** What became of those who had the same contacts in the same order. */
  private static final class Ends {
    private long conversions;
    private BigDecimal revenue = BigDecimal.ZERO;
    private long nulls;
  }

  private AttributionTable(
      String placeKind, List<String> places, RunValues run, MarkovPaths.Limits limits) {
    this.placeKind = placeKind;
    this.places = places;
    this.asOf = run.asOf();
    this.countsDirect = run.isTrue("campaign_attribution_counts_direct");
    this.chain = new MarkovPaths((int) run.whole("campaign_attribution_markov_order"), limits);
    this.decaying =
        new Credits(new CreditRule.TimeDecay(run.number("campaign_attribution_half_life_days")));
  }

  /**
   * @param places by their numbers
   */
  static AttributionTable of(String placeKind, List<String> places, RunValues run) {
    return of(placeKind, places, run, MarkovPaths.Limits.USUAL);
  }

  static AttributionTable of(
      String placeKind, List<String> places, RunValues run, MarkovPaths.Limits limits) {
    AttributionTable table = new AttributionTable(placeKind, places, run, limits);
    table.rules.put("first", new Credits(new CreditRule.First()));
    table.rules.put("last", new Credits(new CreditRule.Last()));
    table.rules.put("linear", new Credits(new CreditRule.Linear()));
    table.rules.put(
        "position",
        new Credits(
            new CreditRule.Position(
                run.number("campaign_attribution_first_share"),
                run.number("campaign_attribution_last_share"))));
    table.rules.put("shapley", new Credits(new CreditRule.Shapley()));
    return table;
  }

  /**
   * An order and the contacts before it, none for one that came by itself.
   *
   * @param numbers of the places, in their order
   * @param days how long before the order each was
   */
  void addOrder(int[] numbers, double[] days, BigDecimal amount) {
    if (numbers.length == 0) {
      directConversions++;
      directRevenue = directRevenue.add(amount);
      return;
    }
    conversions++;
    revenue = revenue.add(amount);
    decaying.add(new TouchPath(touches(numbers, days), 1, amount.doubleValue(), 0));
    Ends ends = ends(numbers);
    ends.conversions++;
    ends.revenue = ends.revenue.add(amount);
  }

  /** Contacts that led to no order. */
  void addNull(int[] numbers) {
    ends(numbers).nulls++;
  }

  private Ends ends(int[] numbers) {
    IntBuffer path = IntBuffer.wrap(numbers);
    if (paths.size() == MOST_PATHS && !paths.containsKey(path)) {
      credit();
    }
    return paths.computeIfAbsent(path, numbered -> new Ends());
  }

  private void credit() {
    paths.forEach(
        (numbers, ends) -> {
          double[] days = new double[numbers.array().length];
          TouchPath path =
              new TouchPath(
                  touches(numbers.array(), days),
                  ends.conversions,
                  ends.revenue.doubleValue(),
                  ends.nulls);
          rules.values().forEach(credits -> credits.add(path));
          decaying.mention(path);
          chain.add(path);
        });
    paths.clear();
  }

  private List<TouchPath.Touch> touches(int[] numbers, double[] days) {
    return IntStream.range(0, numbers.length)
        .mapToObj(touch -> new TouchPath.Touch(places.get(numbers[touch]), days[touch]))
        .toList();
  }

  List<Row> rows() {
    credit();
    List<Row> rows = new ArrayList<>();
    rules.forEach((model, credits) -> rows.addAll(rows(model, credits.byPlace(), Map.of())));
    rows.addAll(rows("time_decay", decaying.byPlace(), Map.of()));
    /* A chain without a solution has no rows: the page says that it is not known. */
    chain.removalEffects().ifPresent(effects -> rows.addAll(markov(effects)));
    return rows;
  }

  private List<Row> markov(SortedMap<String, Double> effects) {
    SortedMap<String, Credits.Credit> shares = new TreeMap<>();
    MarkovPaths.shares(effects)
        .forEach(
            (place, share) ->
                shares.put(
                    place, new Credits.Credit(share * conversions, share * revenue.doubleValue())));
    return rows("markov", shares, effects);
  }

  private List<Row> rows(
      String model, Map<String, Credits.Credit> credits, Map<String, Double> effects) {
    boolean hasDirect = countsDirect && directConversions > 0;
    double all = conversions + (hasDirect ? directConversions : 0.0);
    SortedMap<String, BigDecimal> cents =
        Cents.share(
            revenue,
            credits.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, credit -> credit.getValue().value())));
    List<Row> rows = new ArrayList<>();
    new TreeMap<>(credits)
        .forEach(
            (place, credit) ->
                rows.add(
                    row(
                        place,
                        model,
                        credit.conversions(),
                        cents.get(place),
                        effects.get(place),
                        all)));
    if (hasDirect) {
      rows.add(row(DIRECT, model, directConversions, directRevenue, null, all));
    }
    return rows;
  }

  private Row row(
      String place, String model, double credited, BigDecimal amount, Double effect, double all) {
    return new Row(
        asOf, placeKind, place, model, credited, amount, effect, all == 0 ? 0 : credited / all);
  }
}
