package clientele.etl.model.analysis;

import clientele.etl.analytics.attribution.CreditRule;
import clientele.etl.analytics.attribution.Credits;
import clientele.etl.analytics.attribution.MarkovPaths;
import clientele.etl.analytics.attribution.TouchPath;
import clientele.etl.engine.Engine;
import clientele.etl.engine.EngineSettings;
import clientele.etl.engine.Engines;
import clientele.etl.engine.Select;
import clientele.etl.settings.Settings;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Attribution at size: the seven models over 10,000 paths of up to 89 touches of 12 places, Markov
 * chains of order 1 to 3, and the whole table over made-up contacts and orders, by channel and by
 * campaign. Arguments: contacts, such as 10000000, and DuckDB's memory limit, such as 2GB. Prints
 * seconds, and fails where a model loses an order or a cent.
 */
public final class AttributionBenchmark {

  private static final int PATHS = 10_000;
  private static final int LONGEST = 89;
  private static final int PLACES = 12;
  private static final int THREADS = 2;

  private AttributionBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    ofPaths(paths());
    for (int order = 1; order <= 3; order++) {
      ofTable(Long.parseLong(arguments[0]), arguments[1], order);
    }
  }

  private static List<TouchPath> paths() {
    SplittableRandom random = new SplittableRandom(1);
    List<TouchPath> paths = new ArrayList<>();
    for (int path = 0; path < PATHS; path++) {
      int length = path == 0 ? LONGEST : 1 + (int) (LONGEST * Math.pow(random.nextDouble(), 3));
      List<TouchPath.Touch> touches = new ArrayList<>();
      for (int touch = 0; touch < length; touch++) {
        int place = (int) (PLACES * Math.pow(random.nextDouble(), 2));
        touches.add(new TouchPath.Touch("place " + place, length - 1.0 - touch));
      }
      paths.add(new TouchPath(touches, random.nextInt(4), random.nextInt(100), random.nextInt(8)));
    }
    return paths;
  }

  private static void ofPaths(List<TouchPath> paths) {
    System.out.printf(
        "%,d paths, %,d touches, the longest %d%n",
        paths.size(),
        paths.stream().mapToInt(path -> path.touches().size()).sum(),
        paths.stream().mapToInt(path -> path.touches().size()).max().orElseThrow());
    double conversions = paths.stream().mapToDouble(TouchPath::conversions).sum();
    for (CreditRule rule :
        List.of(
            new CreditRule.First(),
            new CreditRule.Last(),
            new CreditRule.Linear(),
            new CreditRule.Position(.4, .4),
            new CreditRule.TimeDecay(7),
            new CreditRule.Shapley())) {
      long start = System.nanoTime();
      Credits credits = new Credits(rule);
      paths.forEach(credits::add);
      double credited =
          credits.byPlace().values().stream().mapToDouble(Credits.Credit::conversions).sum();
      require(
          Math.abs(credited - conversions) < 1e-6 * conversions,
          "%s credits %s of %s conversions".formatted(rule, credited, conversions));
      System.out.printf("%-40s %6.2f s%n", rule, seconds(start));
    }
    for (int order = 1; order <= 3; order++) {
      long start = System.nanoTime();
      MarkovPaths chain = new MarkovPaths(order);
      paths.forEach(chain::add);
      double shares =
          MarkovPaths.shares(chain.removalEffects().orElseThrow()).values().stream()
              .mapToDouble(Double::doubleValue)
              .sum();
      require(Math.abs(shares - 1) < 1e-9, "Markov shares sum up to " + shares);
      System.out.printf("%-40s %6.2f s%n", "Markov, order " + order, seconds(start));
    }
  }

  /** Sums of a model, in orders and in cents. */
  private record Total(String placeKind, String model, double conversions, BigDecimal revenue) {}

  private record Sold(long orders, BigDecimal revenue) {}

  private static void ofTable(long touches, String memory, int order) throws IOException {
    Path scratch = Files.createTempDirectory("attribution-benchmark");
    EngineSettings settings =
        new EngineSettings(
            ZoneId.of("UTC"),
            "DE",
            Optional.of(memory),
            Optional.of(THREADS),
            "local[*]",
            scratch.resolve("engine"));
    try (Engine engine = Engines.open("duckdb", settings)) {
      engine.keep("fact_interaction", Select.of(CONTACTS.formatted(touches)));
      engine.keep("fact_order_line", Select.of(ORDERS.formatted(touches)));
      engine.keep("dim_campaign", Select.of(CAMPAIGNS));
      Map<String, Object> parameters = new HashMap<>(Settings.defaults(scratch).parameters());
      parameters.put("as_of", LocalDate.of(2025, 12, 31));
      parameters.put("as_of_end", LocalDateTime.of(2026, 1, 1, 0, 0));
      parameters.put("campaign_attribution_markov_order", order);
      long start = System.nanoTime();
      engine.keep("rpt_attribution", new RptAttribution().compute(engine, parameters));
      System.out.printf(
          "%,d contacts, Markov of order %d: %.1f s%n", touches, order, seconds(start));
      Sold sold =
          engine
              .read(
                  Select.of(
                      "select count(*) as orders, sum(line_amount) as revenue from"
                          + " fact_order_line"),
                  Sold.class)
              .get(0);
      engine
          .read(Select.of(TOTALS), Total.class)
          .forEach(
              total ->
                  require(
                      Math.abs(total.conversions() - sold.orders()) < 1e-6 * sold.orders()
                          && total.revenue().compareTo(sold.revenue()) == 0,
                      "%s, but sold were %s".formatted(total, sold)));
    }
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static void require(boolean condition, String fault) {
    if (!condition) {
      throw new IllegalStateException(fault);
    }
  }

  private static final String CONTACTS =
      """
      select
        'p' || hash(n) %% (%1$d // 20) as person_id,
        cast(n as bigint) as interaction_key,
        'channel ' || hash(n + 1) %% 12 as channel,
        cast(hash(n + 2) %% 40 as bigint) - 20 as campaign_key,
        timestamp '2025-01-01 00:00:00' + to_seconds(cast(hash(n + 3) %% 31536000 as integer)) as started_at
      from range(%1$d) as numbers(n)
      """;

  private static final String ORDERS =
      """
      select
        'p' || hash(n) %% (%1$d // 20) as person_id,
        cast(n as bigint) as order_key,
        timestamp '2025-01-01 00:00:00' + to_seconds(cast(hash(n + 4) %% 31536000 as integer)) as ordered_at,
        cast(cast(hash(n + 5) %% 9999 as double) / 100 as decimal(18, 2)) as line_amount,
        false as is_return
      from range(%1$d // 10) as numbers(n)
      """;

  private static final String CAMPAIGNS =
      "select cast(n as bigint) as campaign_key, 'campaign ' || n as name, cast(null as timestamp)"
          + " as started_at from range(1, 20) as numbers(n)";

  private static final String TOTALS =
      """
      select place_kind, model, sum(conversions) as conversions, cast(sum(revenue) as decimal(38, 2)) as revenue
      from rpt_attribution
      group by place_kind, model
      order by place_kind, model
      """;
}
