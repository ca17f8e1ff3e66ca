package clientele.etl.model.analysis;

import clientele.etl.analytics.attribution.Cents;
import clientele.etl.analytics.attribution.CreditRule;
import clientele.etl.analytics.attribution.Credits;
import clientele.etl.analytics.attribution.MarkovPaths;
import clientele.etl.analytics.attribution.TouchPath;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Credits of all models for one kind of place, whose totals are those of the orders. */
final class AttributionTable {

  private static final String DIRECT = "(direct)";

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
  private final boolean countsDirect;
  private final Map<String, Credits> rules = new LinkedHashMap<>();
  private final MarkovPaths chain;
  private BigDecimal revenue = BigDecimal.ZERO;
  private long conversions;
  private BigDecimal directRevenue = BigDecimal.ZERO;
  private long directConversions;

  private AttributionTable(
      String placeKind, LocalDate asOf, boolean countsDirect, MarkovPaths chain) {
    this.placeKind = placeKind;
    this.asOf = asOf;
    this.countsDirect = countsDirect;
    this.chain = chain;
  }

  static AttributionTable of(String placeKind, RunValues run) {
    AttributionTable table =
        new AttributionTable(
            placeKind,
            run.asOf(),
            run.isTrue("campaign_attribution_counts_direct"),
            new MarkovPaths((int) run.whole("campaign_attribution_markov_order")));
    table.rules.put("first", new Credits(new CreditRule.First()));
    table.rules.put("last", new Credits(new CreditRule.Last()));
    table.rules.put("linear", new Credits(new CreditRule.Linear()));
    table.rules.put(
        "position",
        new Credits(
            new CreditRule.Position(
                run.number("campaign_attribution_first_share"),
                run.number("campaign_attribution_last_share"))));
    table.rules.put(
        "time_decay",
        new Credits(new CreditRule.TimeDecay(run.number("campaign_attribution_half_life_days"))));
    table.rules.put("shapley", new Credits(new CreditRule.Shapley()));
    return table;
  }

  /** An order and the contacts before it, none for one that came by itself. */
  void addOrder(List<TouchPath.Touch> touches, BigDecimal amount) {
    if (touches.isEmpty()) {
      directConversions++;
      directRevenue = directRevenue.add(amount);
      return;
    }
    TouchPath path = new TouchPath(touches, 1, amount.doubleValue(), 0);
    conversions++;
    revenue = revenue.add(amount);
    rules.values().forEach(credits -> credits.add(path));
    chain.add(path);
  }

  /** Contacts that led to no order. */
  void addNull(List<TouchPath.Touch> touches) {
    TouchPath path = new TouchPath(touches, 0, 0, 1);
    rules.values().forEach(credits -> credits.mention(path));
    chain.add(path);
  }

  List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    rules.forEach((model, credits) -> rows.addAll(rows(model, credits.byPlace(), Map.of())));
    SortedMap<String, Double> effects = chain.removalEffects();
    SortedMap<String, Credits.Credit> shares = new TreeMap<>();
    chain
        .shares()
        .forEach(
            (place, share) ->
                shares.put(
                    place, new Credits.Credit(share * conversions, share * revenue.doubleValue())));
    rows.addAll(rows("markov", shares, effects));
    return rows;
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
