package clientele.etl.sample;

import clientele.etl.sample.DueWindows.Due;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The page of when goods were due in many companies and when they were bought. */
record DueWindowPage(int companies, List<Due> all) {

  private static final int[] PURCHASES = {1, 2, 3, 4, 6, 10, 20};

  String text() {
    List<Due> fresh = all.stream().filter(Due::isFresh).toList();
    return HEAD.formatted(companies)
        + windows(fresh, Due::product)
        + line("%s", window("all", fresh))
        + BY_PURCHASES
        + windows(fresh, DueWindowPage::purchases)
        + CHANCES
        + chances(DueWindowPage::tenth)
        + BY_STATE
        + chances(Due::state)
        + line("%s", chance("all", all));
  }

  private static String purchases(Due due) {
    int from = 0;
    int to = 0;
    for (int i = 0; i < PURCHASES.length; i++) {
      if (due.purchases() >= PURCHASES[i]) {
        from = PURCHASES[i];
        to = i + 1 < PURCHASES.length ? PURCHASES[i + 1] - 1 : 0;
      }
    }
    if (from == to) {
      return "%2d".formatted(from);
    }
    return to == 0 ? "%2d or more".formatted(from) : "%2d to %d".formatted(from, to);
  }

  private static String tenth(Due due) {
    int tenth = (int) Math.min(9, Math.floor(10 * due.probability()));
    return String.format(Locale.ROOT, "%.1f to %.1f", tenth / 10.0, (tenth + 1) / 10.0);
  }

  private static String windows(List<Due> fresh, Function<Due, String> group) {
    return fresh.stream()
        .collect(Collectors.groupingBy(group, TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(entry -> line("%s", window(entry.getKey(), entry.getValue())))
        .collect(Collectors.joining());
  }

  private static String window(String name, List<Due> group) {
    List<Due> again = group.stream().filter(Due::isAgain).toList();
    double before = share(again.stream().filter(Due::isBefore).count(), again.size());
    double after = share(again.stream().filter(Due::isAfter).count(), again.size());
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %.1f | %.3f | %.3f | %.3f | %.3f |",
        name.strip(),
        group.size(),
        again.size(),
        group.stream().mapToInt(due -> due.endDays() - due.beginDays() + 1).average().orElse(0),
        before,
        1 - before - after,
        after,
        again.stream().mapToDouble(Due::expectedWithin).average().orElse(0));
  }

  private String chances(Function<Due, String> group) {
    return all.stream()
        .collect(Collectors.groupingBy(group, TreeMap::new, Collectors.toList()))
        .entrySet()
        .stream()
        .map(entry -> line("%s", chance(entry.getKey(), entry.getValue())))
        .collect(Collectors.joining());
  }

  private static String chance(String name, List<Due> group) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.3f | %.3f |",
        name,
        group.size(),
        group.stream().mapToDouble(Due::probability).average().orElse(0),
        share(group.stream().filter(Due::isInHorizon).count(), group.size()));
  }

  static double share(long part, int of) {
    return of == 0 ? 0 : (double) part / of;
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values) + "\n";
  }

  private static final String HEAD =
      """
      # Cross-sell: when it was due, and when it was bought

      %d made-up companies of 10,000 customers (seeds from 301, which nothing was chosen on). The
      models of a night two years in, and of one 35 days before, say who is due to buy what again;
      the year after, which they do not see, says when it was bought. DueWindowsTest writes this page
      (soak).

      ## Windows

      A window is from the day when 20 %% of those who do buy again have done so to that of 80 %%. It
      is told in whole days and holds both ends, which is half a day more at each: `expected` is what
      that makes of 60 %%. Here are those who had bought in the last 5 days before the night, since
      later the early ones are no longer among those who wait.

      | product | windows | bought again | days wide | before it | within it | after it | expected within |
      |---|---|---|---|---|---|---|---|
      """;

  private static final String BY_PURCHASES =
      """

      The same by how often the buyer had bought the product:

      | purchases | windows | bought again | days wide | before it | within it | after it | expected within |
      |---|---|---|---|---|---|---|---|
      """;

  private static final String CHANCES =
      """

      ## Probability to buy within 30 days

      Of all buyers whom the night tells, by the probability said:

      | said | buyers | said, mean | did |
      |---|---|---|---|
      """;

  private static final String BY_STATE =
      """

      The same by state:

      | state | buyers | said, mean | did |
      |---|---|---|---|
      """;
}
