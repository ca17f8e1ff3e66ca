package clientele.etl.model.analysis;

import clientele.etl.engine.Engine;
import clientele.etl.engine.EngineSettings;
import clientele.etl.engine.Engines;
import clientele.etl.engine.Select;
import clientele.etl.model.Models;
import clientele.etl.settings.Settings;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The counting models of intervals and sequences over many order lines with skew: product 0 is in
 * every basket, one person bought each product a hundred times (a till, which is left out) and one
 * as much as a person may. Arguments: order lines, and DuckDB's memory limit such as 2GB. Prints
 * seconds and CPU seconds a model and the most memory that the process had.
 */
public final class CrossSellBenchmark {

  private static final LocalDate AS_OF = LocalDate.of(2026, 3, 31);
  private static final int PRODUCTS = 2_000;
  private static final int THREADS = 2;

  private static final List<String> TABLES =
      List.of(
          "int_product_gap",
          "int_product_buyer",
          "int_sequence_day",
          "int_sequence_band",
          "int_sequence_lag",
          "int_sequence_pair",
          "rpt_product_sequence",
          "int_product_repeat",
          "rpt_product_interval",
          "rpt_replenishment_due");

  private CrossSellBenchmark() {}

  public static void main(String[] arguments) throws IOException {
    long lines = Long.parseLong(arguments[0]);
    Path scratch = Files.createTempDirectory("cross-sell-benchmark");
    EngineSettings settings =
        new EngineSettings(
            ZoneId.of("UTC"),
            "DE",
            Optional.of(arguments[1]),
            Optional.of(THREADS),
            "local[*]",
            scratch.resolve("engine"));
    Map<String, Object> parameters = new HashMap<>(Settings.defaults(scratch).parameters());
    parameters.put("as_of", AS_OF);
    Models models = Models.read(scratch);
    try (Engine engine = Engines.open("duckdb", settings)) {
      engine.keep("int_purchase_day", purchases(lines));
      engine.keep("dim_product", Select.of(PRODUCT_ROWS.formatted(PRODUCTS)));
      System.out.printf("%,d purchases%n", count(engine, "int_purchase_day"));
      double all = 0;
      double allCpu = 0;
      for (String table : TABLES) {
        long start = System.nanoTime();
        double startCpu = cpuSeconds();
        engine.keep(table, models.find(table).orElseThrow().body(engine, parameters));
        double seconds = (System.nanoTime() - start) / 1e9;
        double cpu = cpuSeconds() - startCpu;
        all += seconds;
        allCpu += cpu;
        System.out.printf(
            "%-24s %6.1f s, CPU %6.1f s, %,d rows; memory so far at most %s%n",
            table, seconds, cpu, count(engine, table), mostMemory());
      }
      System.out.printf("%-24s %6.1f s, CPU %6.1f s%n", "all", all, allCpu);
    }
  }

  private record Rows(long rows) {}

  /** Of the whole process, DuckDB's threads too. */
  private static double cpuSeconds() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e9;
  }

  private static long count(Engine engine, String table) {
    return engine
        .read(Select.of("select count(*) as rows from " + table), Rows.class)
        .get(0)
        .rows();
  }

  /** Of the whole process, with what DuckDB has outside the heap. */
  private static String mostMemory() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .map(line -> line.replaceFirst("VmHWM:\\s*", ""))
        .findFirst()
        .orElse("unknown");
  }

  /** Baskets of product 0 and three others, few of which are most of the lines. */
  private static Select purchases(long lines) {
    return Select.of(
        """
        with baskets as (
          select
            n as basket_no,
            'c' || cast(floor(%1$d / 16 * power((hash(n, 'person') %% 1000000) / 1000000.0, 2)) as bigint) as person_id,
            date '2026-03-31' - cast(hash(n, 'day') %% 1096 as integer) as purchase_date
          from range(%1$d // 4) as numbers(n)
        ),
        lines as (
          select person_id, purchase_date, 0 as product_no from baskets
          union all
          select
            person_id, purchase_date,
            cast(floor(%2$d * power((hash(basket_no, 'product', line_no) %% 1000000) / 1000000.0, 3)) as integer)
          from baskets
          cross join range(1, 4) as numbers(line_no)
          union all
          select 'till', date '2026-03-31' - cast(7 * day_no as integer), product_no
          from range(%2$d) as products(product_no)
          cross join range(100) as days(day_no)
          union all
          select 'glutton', date '2026-03-31' - cast(5 * day_no as integer), product_no
          from range(19990 // 100) as products(product_no)
          cross join range(100) as days(day_no)
        )
        select
          person_id,
          'p' || product_no as product_id,
          purchase_date,
          cast(count(*) as decimal(18, 3)) as quantity,
          cast(sum(1 + product_no %% 97) as decimal(18, 2)) as amount,
          cast(null as decimal(18, 2)) as margin_amount
        from lines
        group by person_id, product_no, purchase_date
        """
            .formatted(lines, PRODUCTS));
  }

  private static final String PRODUCT_ROWS =
      """
      select
        'p' || n as product_id, 'Product ' || n as name, 'Category ' || n %% 20 as category,
        n %% 10 = 0 as is_repeatable, true as is_available, true as is_current
      from range(%d) as numbers(n)
      """;
}
