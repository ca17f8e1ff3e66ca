package clientele.etl.extract;

import static clientele.etl.extract.Nights.MONDAY;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several sources, each with one thread of its own. */
class SourcesSideBySideTest {

  private static final List<String> MILLS = List.of("north", "east", "south");
  private static final List<String> TABLES = List.of("grain", "flour");

  @TempDir private Path folder;

  @Test
  void oneSourceIsReadWhileAnotherIs() throws Exception {
    try (Nights nights = new Nights(folder, Map.of())) {
      for (String mill : List.of("north", "south")) {
        describe(nights, mill);
        TABLES.forEach(table -> nights.file(file(mill, table), "id,pounds\n1,10\n"));
      }
      // Nobody gets through before a row of each source has come.
      CyclicBarrier both = new CyclicBarrier(2);

      List<TableExtract> extracts = sideBySide(nights, MONDAY, rows -> meet(both));

      assertThat(extracts).hasSize(4).allMatch(extract -> extract.loaded() == 1);
    }
  }

  @Test
  void nightsSideBySideLoadAndRefuseWhatTheyDoOneByOne() throws Exception {
    try (Nights beside = new Nights(folder.resolve("beside"), Map.of(), .9);
        Nights alone = new Nights(folder.resolve("alone"), Map.of(), .9)) {
      for (String mill : MILLS) {
        describe(beside, mill);
        describe(alone, mill);
      }
      for (int night = 0; night < 2; night++) {
        LocalDate date = MONDAY.plusDays(night);
        write(beside, night);
        write(alone, night);
        List<TableExtract> extracts = sideBySide(beside, date, rows -> {});
        assertThat(extracts)
            .containsExactlyInAnyOrderElementsOf(alone.night(date))
            .hasSize(MILLS.size() * TABLES.size());
        for (String mill : MILLS) {
          for (String table : TABLES) {
            String sql = "select r.id, r.pounds from %s__%s r order by r.id".formatted(mill, table);
            assertThat(beside.rows(date, sql)).isNotEmpty().isEqualTo(alone.rows(date, sql));
          }
        }
        String columns = "table_name, natural_key, rule, source, column_name, value, event_no";
        assertThat(beside.quarantine(columns))
            .hasSize(2 * MILLS.size() * TABLES.size())
            .containsExactlyInAnyOrderElementsOf(alone.quarantine(columns));
      }
    }
  }

  private static void describe(Nights nights, String mill) {
    StringBuilder text = new StringBuilder("transport: files\ntables:\n");
    for (String table : TABLES) {
      text.append(
          """
            %s:
              files: "%s"
              key: [id]
              columns:
                pounds: integer
          """
              .formatted(table, file(mill, table)));
    }
    nights.file("sources/%s/source.yml".formatted(mill), text.toString());
  }

  private static String file(String mill, String table) {
    return "data/%s-%s.csv".formatted(mill, table);
  }

  /** Rows that stay, change and go, and two that are refused, one of which is mended each night. */
  private static void write(Nights nights, int night) {
    for (String mill : MILLS) {
      for (String table : TABLES) {
        StringBuilder rows = new StringBuilder("id,pounds\n");
        IntStream.range(night, 50 + night)
            .forEach(id -> rows.append("%d,%s\n".formatted(id, pounds(id, night))));
        nights.file(file(mill, table), rows.toString());
      }
    }
  }

  private static String pounds(int id, int night) {
    if (id == 10 + night || id == 11 + night) {
      return "heavy";
    }
    return Integer.toString(id % 7 == night ? id + night : id);
  }

  private static List<TableExtract> sideBySide(Nights nights, LocalDate date, Progress progress)
      throws Exception {
    ExtractRun run = Nights.run(date, false);
    nights.store().prepare(run.branch());
    List<SourceDefinition> sources = nights.sources();
    ExecutorService threads = Executors.newFixedThreadPool(sources.size());
    try (Extractor extractor = nights.extractor()) {
      List<Callable<List<TableExtract>>> works = new ArrayList<>();
      for (SourceDefinition source : sources) {
        works.add(
            () ->
                source.tables().stream()
                    .map(table -> extractor.extract(source, table, run, progress::rows))
                    .toList());
      }
      List<TableExtract> extracts = new ArrayList<>();
      for (Future<List<TableExtract>> ended : threads.invokeAll(works)) {
        extracts.addAll(ended.get());
      }
      nights.store().publish(run.branch(), run.runId(), date);
      return extracts;
    } catch (ExecutionException failure) {
      throw failure.getCause() instanceof Exception cause ? cause : failure;
    } finally {
      threads.shutdown();
    }
  }

  private static void meet(CyclicBarrier both) {
    try {
      both.await(1, TimeUnit.MINUTES);
    } catch (BrokenBarrierException | TimeoutException alone) {
      throw new IllegalStateException("no other source is read meanwhile", alone);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
