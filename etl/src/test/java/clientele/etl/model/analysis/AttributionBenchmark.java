package clientele.etl.model.analysis;

import clientele.etl.engine.Engine;
import clientele.etl.engine.EngineSettings;
import clientele.etl.engine.Engines;
import clientele.etl.engine.Select;
import clientele.etl.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;

/**
 * Attribution over made-up contacts, 10 million unless told otherwise; prints how long it takes.
 */
public final class AttributionBenchmark {

  private AttributionBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    long touches = arguments.length > 0 ? Long.parseLong(arguments[0]) : 10_000_000;
    Path scratch = Files.createTempDirectory("attribution");
    try (Engine engine = Engines.open("duckdb", EngineSettings.defaults(scratch))) {
      engine.keep(
          "fact_interaction",
          Select.of(
              """
              select
                'p' || hash(n) %% (%1$d // 20) as person_id,
                cast(n as bigint) as interaction_key,
                'channel ' || hash(n + 1) %% 12 as channel,
                cast(hash(n + 2) %% 40 as bigint) - 20 as campaign_key,
                timestamp '2025-01-01 00:00:00' + to_seconds(cast(hash(n + 3) %% 31536000 as integer)) as started_at
              from range(%1$d) as numbers(n)
              """
                  .formatted(touches)));
      engine.keep(
          "fact_order_line",
          Select.of(
              """
              select
                'p' || hash(n) %% (%1$d // 20) as person_id,
                cast(n as bigint) as order_key,
                timestamp '2025-01-01 00:00:00' + to_seconds(cast(hash(n + 4) %% 31536000 as integer)) as ordered_at,
                cast(cast(hash(n + 5) %% 9999 as double) / 100 as decimal(18, 2)) as line_amount,
                false as is_return
              from range(%1$d // 10) as numbers(n)
              """
                  .formatted(touches)));
      engine.keep(
          "dim_campaign",
          Select.of(
              "select cast(n as bigint) as campaign_key, 'campaign ' || n as name, cast(null as timestamp) as started_at from range(1, 20) as numbers(n)"));
      Map<String, Object> parameters = new HashMap<>(Settings.defaults(scratch).parameters());
      parameters.put("as_of", LocalDate.of(2025, 12, 31));
      parameters.put("as_of_end", LocalDateTime.of(2026, 1, 1, 0, 0));
      long start = System.nanoTime();
      Select table = new RptAttribution().compute(engine, parameters);
      System.out.printf(
          "%,d contacts: %.1f s, %d rows%n",
          touches, (System.nanoTime() - start) / 1e9, engine.show(table, 10_000).rows().size());
    }
  }
}
