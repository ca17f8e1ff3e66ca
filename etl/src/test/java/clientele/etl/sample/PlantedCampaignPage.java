package clientele.etl.sample;

import clientele.etl.sample.PlantedCampaigns.Found;
import clientele.etl.sample.PlantedCampaigns.Observed;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.commons.statistics.inference.AlternativeHypothesis;
import org.apache.commons.statistics.inference.BinomialTest;

/**
 * The page of what campaigns did to many made-up companies and what was said of it.
 *
 * @param companies how many
 * @param peeking campaigns without effect, of revenue, looked at on every day
 * @param harmed companies one of whose campaigns harms regulars
 */
record PlantedCampaignPage(
    int companies,
    List<Found> found,
    List<Observed> observed,
    Peeking peeking,
    List<Harmed> harmed) {

  /** Arms that were found at one of the looks, by the interval for every look and by the other. */
  record Peeking(int arms, int looks, int atEveryLook, int atFixedTime) {}

  /** One such company. */
  record Harmed(PlantedCampaigns.Listed listed, List<PlantedCampaigns.Told> told) {

    private boolean isToldToLeaveAlone(String segment) {
      return told.stream()
          .anyMatch(row -> row.segment().equals(segment) && row.advice().equals("leave_alone"));
    }
  }

  String text() {
    return HEAD.formatted(companies)
        + coverage()
        + CAMPAIGNS
        + campaigns()
        + errors()
        + OBSERVATIONAL
        + observational()
        + harm();
  }

  private String coverage() {
    Map<String, Double> baselines =
        found.stream()
            .collect(
                Collectors.groupingBy(
                    Found::campaign, Collectors.averagingDouble(Found::meanControl)));
    List<Found> findings = found.stream().filter(Found::isFinding).toList();
    return holds(
            "difference at the end (Welch)",
            found,
            arm -> isWithin(arm.low(), arm.planted(), arm.high()))
        + holds(
            "the same adjusted by the past (CUPED)",
            found,
            arm -> isWithin(arm.cupedLow(), arm.planted(), arm.cupedHigh()))
        + holds(
            "relative difference (delta method)",
            found,
            arm ->
                isWithin(
                    arm.relativeLow(),
                    arm.planted() / baselines.get(arm.campaign()),
                    arm.relativeHigh()))
        + holds(
            "relative difference (Fieller), of those that have one",
            found.stream().filter(arm -> arm.fiellerLow() != null).toList(),
            arm ->
                isWithin(
                    arm.fiellerLow(),
                    arm.planted() / baselines.get(arm.campaign()),
                    arm.fiellerHigh()))
        + holds(
            "difference for every look",
            found,
            arm -> isWithin(arm.anytimeLow(), arm.planted(), arm.anytimeHigh()))
        + holds(
            "adjusted for all that is asked, of those called findings",
            findings,
            arm -> isWithin(arm.adjustedLow(), arm.planted(), arm.adjustedHigh()));
  }

  private static String holds(String method, List<Found> arms, Predicate<Found> predicate) {
    long hits = arms.stream().filter(predicate).count();
    return line(
        "| %s | %d | %d | %s | %.3f |",
        method,
        arms.size(),
        hits,
        percent(hits, arms.size()),
        BinomialTest.withDefaults()
            .with(AlternativeHypothesis.LESS_THAN)
            .test(arms.size(), (int) hits, .95)
            .getPValue());
  }

  private String campaigns() {
    return found.stream()
        .collect(Collectors.groupingBy(Found::plan, TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(entry -> campaign(entry.getKey(), entry.getValue()))
        .collect(Collectors.joining());
  }

  private static String campaign(String plan, List<Found> arms) {
    return line(
        "| %s | %.3f | %.3f | %.3f to %.3f | %s | %s | %s | %s | %s |",
        plan,
        mean(arms, Found::planted),
        mean(arms, Found::effect),
        mean(arms, Found::low),
        mean(arms, Found::high),
        share(arms, arm -> isWithin(arm.low(), arm.planted(), arm.high())),
        share(arms, arm -> arm.verdictKind().equals("more")),
        share(arms, arm -> arm.verdictKind().equals("less")),
        share(arms, arm -> arm.verdictKind().equals("no_effect_found")),
        share(arms, Found::differsBySegment));
  }

  private String errors() {
    List<Found> idle = found.stream().filter(Found::isWithoutEffect).toList();
    return ERRORS
        + line(
            "| no effect called so, of arms without one | %d of %d | %s | 95 %% or more |",
            count(idle, arm -> arm.verdictKind().equals("no_effect_found")),
            idle.size(),
            share(idle, arm -> arm.verdictKind().equals("no_effect_found")))
        + line(
            "| found on one of %d looks by the interval for every look | %d of %d | %s | 5 %% or"
                + " less |",
            peeking.looks() / peeking.arms(),
            peeking.atEveryLook(),
            peeking.arms(),
            percent(peeking.atEveryLook(), peeking.arms()))
        + line(
            "| the same by Welch's p, which is not meant for it | %d of %d | %s | none |",
            peeking.atFixedTime(), peeking.arms(), percent(peeking.atFixedTime(), peeking.arms()))
        + line(
            "| segments told apart where none differs | %d of %d | %s | 5 %% or less |",
            count(idle, Found::differsBySegment),
            idle.size(),
            share(idle, Found::differsBySegment));
  }

  private String observational() {
    return List.of("unadjusted", "matched", "difference_in_differences").stream()
        .map(this::method)
        .collect(Collectors.joining());
  }

  private String method(String method) {
    List<Observed> rows = observed.stream().filter(row -> row.method().equals(method)).toList();
    return line(
        "| %s | %d | %.3f | %.3f | %s | %s | %.2f | %.2f |",
        method.replace('_', ' '),
        rows.size(),
        mean(rows, Observed::planted),
        mean(rows, Observed::effect),
        share(rows, row -> isWithin(row.low(), row.planted(), row.high())),
        share(rows, row -> row.verdictKind().equals("not_comparable")),
        mean(rows, Observed::worstBefore),
        mean(rows, Observed::worstAfter));
  }

  private String harm() {
    StringBuilder lines = new StringBuilder(HARM.formatted(harmed.size()));
    for (String segment : List.of("3+", "1-2")) {
      List<PlantedCampaigns.Told> rows =
          harmed.stream()
              .flatMap(company -> company.told().stream())
              .filter(row -> row.segment().equals(segment))
              .toList();
      lines.append(
          line(
              "| %s | %s | %.2f | %.2f to %.2f | %d of %d | %d |",
              segment,
              segment.equals("3+") ? "3 in 4 orders lost" : "no effect",
              mean(rows, PlantedCampaigns.Told::effect),
              mean(rows, PlantedCampaigns.Told::low),
              mean(rows, PlantedCampaigns.Told::high),
              harmed.stream().filter(company -> company.isToldToLeaveAlone(segment)).count(),
              harmed.size(),
              count(rows, row -> row.advice().equals("contact_again"))));
    }
    long regulars = harmed.stream().mapToLong(company -> company.listed().regulars()).sum();
    long all = harmed.stream().mapToLong(company -> company.listed().allRegulars()).sum();
    long people = harmed.stream().mapToLong(company -> company.listed().people()).sum();
    return lines + LISTED.formatted(regulars, all, percent(regulars, all), people - regulars);
  }

  private static boolean isWithin(double low, double value, double high) {
    return low <= value && value <= high;
  }

  private static <T> double mean(List<T> rows, Function<T, Double> value) {
    return rows.stream().mapToDouble(value::apply).average().orElse(Double.NaN);
  }

  private static <T> long count(List<T> rows, Predicate<T> predicate) {
    return rows.stream().filter(predicate).count();
  }

  private static <T> String share(List<T> rows, Predicate<T> predicate) {
    return percent(count(rows, predicate), rows.size());
  }

  private static String percent(long part, long all) {
    return String.format(Locale.ROOT, "%.1f %%", 100.0 * part / all);
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + "\n";
  }

  private static final String HEAD =
      """
      # Campaigns: what was planted, and what was found

      %d made-up companies of 4,000 customers and three years (seeds from 101, which nothing was chosen
      on), by the models of a night. Planted are extra orders per member within the window; one campaign
      has none, one holds nobody out. All is at the defaults of settings.yml, windows that are over.
      PlantedCampaignsTest writes this page (soak).

      ## Intervals hold the truth

      Stated are 95 %%. The last column is the probability of so few hits by chance if that were so. Of a
      relative difference the truth is by the mean of the control groups of all companies; the
      delta method's interval is that of the peers, as wide to both sides and a little too narrow where a
      control group has few orders, Fieller's is the one that pages show. Verdicts are by the absolute one.

      | interval | arms | hold the planted | share | p of fewer |
      |---|---|---|---|---|
      """;

  private static final String CAMPAIGNS =
      """

      ## Campaign by campaign

      Only the voucher of Come back was planted with an effect that differs by earlier orders. Orders
      that a campaign brings are worth more to who spends more, so that segments may differ in revenue.

      | campaign, arm | planted | found, mean | interval, mean | holds | called more | called less | called no effect | segments told apart |
      |---|---|---|---|---|---|---|---|---|
      """;

  private static final String ERRORS =
      """

      ## False positives

      | what | campaigns | share | stated |
      |---|---|---|---|
      """;

  private static final String OBSERVATIONAL =
      """

      ## Without a control group

      The campaign that holds nobody out asks those the likelier who order more. What is found is
      labelled observational everywhere, and these figures are why: an interval counts chance, not what
      nobody knows of who was asked. Imbalance is the worst of all that is known before, in standard
      deviations.

      | method | campaigns | planted, mean | found, mean | holds | called not comparable | imbalance before | after |
      |---|---|---|---|---|---|---|---|
      """;

  private static final String HARM =
      """

      ## The segment that should be left alone

      %d companies of 10,000 customers whose newest letter about mugs costs three in four of the orders
      in its window by those who had ordered three times or more in the year before. Effects are revenue
      per person.

      | orders before | planted | found, mean | interval, mean | told to leave alone | told to contact again |
      |---|---|---|---|---|---|
      """;

  private static final String LISTED =
      """

      On the list of whom to leave alone when the window has just ended: %d of %d regulars (%s), and %d
      others, of companies where the campaign does harm as a whole and no segment is known to bear it.
      """;
}
