package clientele.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clientele.etl.Warehouse;
import clientele.etl.settings.Settings;
import clientele.etl.store.Publication;
import clientele.failure.Failure;
import clientele.jobs.launch.NightResult.End;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nights of the past that are made up for. */
class BackfillTest {

  private static final LocalDate FIRST = LocalDate.parse("2025-12-19");
  private static final LocalDate LAST = FIRST.plusDays(2);

  /** A type 2 dimension, facts, a table with a slice for each date, and what is below them. */
  private static final Optional<String> TABLES = Optional.of("fact_order_line,rpt_rfm_bound");

  @TempDir private Path folder;

  @Test
  void aNightThatIsMadeUpForHasTheRowsOfANightOfThatDateAndReadersSeeTheNewest()
      throws IOException {
    LocalDate missing = FIRST.plusDays(1);
    Path regular = Village.copyTo(folder.resolve("regular"));
    Path gap = Village.copyTo(folder.resolve("gap"));
    List<String> orders = orders(regular);
    for (LocalDate date : List.of(FIRST, missing)) {
      sourceKnows(regular, orders, date);
      night(regular, date);
    }
    for (LocalDate date : List.of(FIRST, LAST)) {
      sourceKnows(gap, orders, date);
      night(gap, date);
    }
    Path file = Warehouse.publishedFile(PublishedRows.settings(gap));
    byte[] published = Files.readAllBytes(file);
    assertThatThrownBy(() -> night(gap, missing))
        .isInstanceOf(Failure.Settings.class)
        .hasMessageContaining("run backfill --from " + missing);

    List<BackfilledNight> nights = backfill(gap, FIRST, LAST);

    assertThat(nights)
        .extracting(night -> night.result().orElseThrow().end())
        .containsExactly(End.ALREADY_DONE, End.DONE, End.ALREADY_DONE);
    assertThat(nights).extracting(BackfilledNight::isPast).containsExactly(true, true, false);
    assertThat(PublishedRows.differencesAsOf(missing, regular, gap, folder.resolve("scratch")))
        .isEmpty();
    assertThat(Files.readAllBytes(file)).isEqualTo(published);
    night(gap, LAST.plusDays(1));
    assertThat(PublishedRows.publications(gap))
        .extracting(Publication::asOf)
        .containsExactly(LAST.plusDays(1), LAST, missing, FIRST);
  }

  @Test
  void aDateBeforeTheFirstNightIsMadeFromWhatThatNightFound() {
    Path late = Village.copyTo(folder.resolve("late"));
    Path early = Village.copyTo(folder.resolve("early"));
    night(late, LAST);
    night(early, FIRST);

    backfill(late, FIRST, FIRST);

    assertThat(PublishedRows.differencesAsOf(FIRST, early, late, folder.resolve("scratch")))
        .isEmpty();
  }

  @Test
  void aNightThatBreaksAContractDoesNotKeepTheNextFromItsTurn() throws IOException {
    Path project = Village.copyTo(folder.resolve("village"));
    LocalDate broken = FIRST.plusDays(1);
    Files.createDirectories(project.resolve("models"));
    Files.writeString(
        project.resolve("models/rpt_day.yml"),
        """
        table: rpt_day
        grain: one row
        meaning: A day that must not be.
        owner: tests
        kind: full
        key: [day_date]
        columns:
          day_date: {type: date, meaning: The day.}
        checks:
          - {name: not_that_day, truth: "day_date <> date '%s'"}
        """
            .formatted(broken));
    Files.writeString(project.resolve("models/rpt_day.sql"), "select :as_of as day_date\n");
    Optional<String> tables = Optional.of("rpt_day");

    List<BackfilledNight> nights =
        backfill(project, new BackfillOrder(FIRST, broken.plusDays(1), tables, false));

    assertThat(nights)
        .describedAs(nights.toString())
        .extracting(BackfilledNight::exitCode)
        .containsExactly(0, 4, 0);
    assertThat(Backfill.exitCode(nights)).isEqualTo(4);
    assertThat(PublishedRows.publications(project))
        .extracting(Publication::asOf)
        .containsExactly(broken.plusDays(1), FIRST);
  }

  @Test
  void aLostSourceEndsTheBackfillAtThatDate() throws IOException {
    Path project = Village.copyTo(folder.resolve("village"));
    night(project, FIRST);
    Files.delete(project.resolve("data/order_line.csv"));

    List<BackfilledNight> nights = backfill(project, FIRST, LAST);

    assertThat(nights).hasSize(2);
    assertThat(Backfill.exitCode(nights)).isNotZero().isEqualTo(nights.get(1).exitCode());
    assertThat(PublishedRows.publications(project)).hasSize(1);
  }

  @Test
  void aDateWhoseNightBeforeIsForgottenIsRefused() throws IOException {
    Path project = Village.copyTo(folder.resolve("village"));
    night(project, FIRST);
    night(project, LAST);
    try (Warehouse warehouse =
        Warehouse.open(
            Settings.read(project, Map.of("warehouse.kept_publications", "1"), Map.of()),
            InstantSource.system())) {
      warehouse.maintain();
    }

    List<BackfilledNight> nights = backfill(project, FIRST.plusDays(1), FIRST.plusDays(1));

    assertThat(Backfill.exitCode(nights)).isEqualTo(2);
    assertThat(nights.get(0).failure().orElseThrow())
        .hasMessageContaining(FIRST.toString())
        .hasMessageContaining("kept_publications");
  }

  @Test
  void aBackfillOfACompanyWithoutANightIsKilledAndGoesOnAtItsDateAndStep() {
    LocalDate second = FIRST.plusDays(1);
    Path killed = Village.copyTo(folder.resolve("killed"));
    Path regular = Village.copyTo(folder.resolve("regular"));
    String[] backfill = {
      "run",
      "backfill",
      "--from",
      FIRST.toString(),
      "--to",
      second.toString(),
      "--select",
      TABLES.orElseThrow()
    };
    try (ClienteleProcess process = ClienteleProcess.start(killed, backfill)) {
      assertThat(process.awaitMessage("Night of " + second)).isTrue();
      assertThat(process.awaitMessage("build dim_customer:")).isTrue();
      process.kill();
    }
    assertThat(PublishedRows.publications(killed)).hasSize(1);
    try (ClienteleProcess process = ClienteleProcess.start(killed, backfill)) {
      assertThat(process.awaitEnd()).describedAs(process.messages()).isZero();
      assertThat(process.messages()).contains("build dim_customer: was done before");
    }
    night(regular, FIRST);
    night(regular, second);
    assertThat(PublishedRows.differencesAsOf(second, regular, killed, folder.resolve("scratch")))
        .isEmpty();
  }

  private static List<String> orders(Path project) {
    try {
      return Files.readAllLines(project.resolve("data/order_line.csv"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The source has the orders up to a date, as it had at the end of that day. */
  private static void sourceKnows(Path project, List<String> orders, LocalDate date) {
    List<String> known = new ArrayList<>();
    Stream.of(orders.get(0)).forEach(known::add);
    orders.stream()
        .skip(1)
        .filter(line -> line.split(",")[4].substring(0, 10).compareTo(date.toString()) <= 0)
        .forEach(known::add);
    try {
      Files.write(project.resolve("data/order_line.csv"), known);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void night(Path project, LocalDate date) {
    NightResult result =
        new Nightly(
                PublishedRows.settings(project), InstantSource.system(), new Silence(), () -> false)
            .run(new NightOrder(date, TABLES, false));
    assertThat(result.end()).isEqualTo(End.DONE);
  }

  private static List<BackfilledNight> backfill(Path project, LocalDate from, LocalDate to) {
    return backfill(project, new BackfillOrder(from, to, TABLES, false));
  }

  private static List<BackfilledNight> backfill(Path project, BackfillOrder order) {
    return new Backfill(
            PublishedRows.settings(project), InstantSource.system(), new Silence(), () -> false)
        .run(order, said -> {});
  }
}
