package clientele.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.Warehouse;
import clientele.etl.engine.PublishedReader;
import clientele.etl.store.Publication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights whose clock is wrong, and nights that are read while they publish. */
@Tag("soak")
class ClockAndReadersTest {

  private static final LocalDate FIRST = LocalDate.parse("2026-03-28");

  @TempDir private Path folder;

  @Test
  void aClockThatWasSetBackPublishesInTheOrderOfTheDates() {
    Path project = Village.copyTo(folder.resolve("village"));
    night(project, FIRST, List.of());
    // A night that was killed left its lease with a heartbeat that is two hours in the future.
    try (ClienteleProcess killed = start(project, FIRST.plusDays(1), List.of())) {
      assertThat(killed.awaitMessage("build dim_customer:")).isTrue();
      killed.kill();
    }

    night(project, FIRST.plusDays(1), List.of("-Dclientele.clock_offset=PT-2H"));

    List<Publication> publications = PublishedRows.publications(project);
    assertThat(publications)
        .extracting(Publication::asOf)
        .containsExactly(FIRST.plusDays(1), FIRST);
    assertThat(publications.get(0).publishedAt()).isBefore(publications.get(1).publishedAt());
    night(project, FIRST.plusDays(2), List.of());
    assertThat(PublishedRows.publications(project).get(0).asOf()).isEqualTo(FIRST.plusDays(2));
    assertThat(PublishedRows.publications(project).get(0).publishedAt())
        .isBefore(Instant.now().plusSeconds(1));
  }

  @Test
  void aReaderInALoopNeverSeesTablesOfTwoPublications() {
    Path project = Village.copyTo(folder.resolve("village"));
    buy(project, FIRST);
    night(project, FIRST, List.of());
    Path file = Warehouse.publishedFile(PublishedRows.settings(project));
    Set<String> seen = new TreeSet<>();
    int reads = 0;
    for (LocalDate date : List.of(FIRST.plusDays(1), FIRST.plusDays(2))) {
      buy(project, date);
      try (ClienteleProcess night = start(project, date, List.of())) {
        boolean isOver = false;
        while (!isOver) {
          isOver = night.endsWithin(1);
          seen.add(runIds(file));
          reads++;
          try (Warehouse warehouse =
              Warehouse.open(PublishedRows.settings(project), InstantSource.system())) {
            Publication last = warehouse.lastPublication().orElseThrow();
            assertThat(warehouse.store().publications().get(0)).isEqualTo(last);
          }
        }
        assertThat(night.awaitEnd()).describedAs(night.messages()).isZero();
      }
    }
    assertThat(seen).hasSize(3);
    assertThat(reads).isGreaterThan(10);
  }

  /**
   * The one run that all tables of the file are of. Rows of a fact that did not change stay as an
   * earlier run made them, but each night has one line more.
   */
  private static String runIds(Path file) {
    try (PublishedReader reader = PublishedReader.open(file)) {
      Set<String> runs = new TreeSet<>();
      for (String sql :
          List.of(
              "select run_id from fact_order_line order by ordered_at desc limit 1",
              "select run_id from rpt_check_result group by run_id",
              "select run_id from rpt_reconciliation group by run_id",
              "select max_by(run_id, started_at) from rpt_run")) {
        reader.show(sql, 10).rows().forEach(row -> runs.add(row.get(0)));
      }
      assertThat(runs).hasSize(1);
      return runs.iterator().next();
    }
  }

  private static void buy(Path project, LocalDate date) {
    try {
      Files.writeString(
          project.resolve("data/order_line.csv"),
          "%1$s,%1$s,anna,flour,%1$s 08:00,1,1.20\n".formatted(date),
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ClienteleProcess start(Path project, LocalDate date, List<String> options) {
    return ClienteleProcess.start(
        options,
        project,
        "run",
        "nightly",
        "--date",
        date.toString(),
        "--select",
        "fact_order_line");
  }

  private static void night(Path project, LocalDate date, List<String> options) {
    try (ClienteleProcess night = start(project, date, options)) {
      assertThat(night.awaitEnd()).describedAs(night.messages()).isZero();
    }
  }
}
