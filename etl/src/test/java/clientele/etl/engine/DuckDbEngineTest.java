package clientele.etl.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import clientele.failure.Failure;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbEngineTest extends EngineSuite {

  private static Engine engine;

  @BeforeAll
  static void open() {
    engine = Engines.open("duckdb", settings("GB"));
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @Override
  public Engine engine() {
    return engine;
  }

  @Override
  public Engine another(String country) {
    return Engines.open("duckdb", settings(country));
  }

  @Override
  public String previous(String moment) {
    return moment + " - to_microseconds(1)";
  }

  private static EngineSettings limited(String limit, Path scratch) {
    return new EngineSettings(
        ZoneId.of("UTC"), "GB", Optional.of(limit), Optional.of(1), "local[*]", scratch);
  }

  @Test
  void what_does_not_fit_into_memory_goes_to_the_scratch_folder_which_is_left_empty(
      @TempDir Path scratch) {
    try (Engine small = Engines.open("duckdb", limited("100MB", scratch))) {
      small.keep(
          "wide",
          Select.of(
              "select concat(date_text(a.day), date_text(b.day), repeat('x', 80)) as text"
                  + " from date_series as a cross join"
                  + " (select day from date_series where day < date '1995-05-01') as b"));
      assertThat(small.show(Select.of("select count(*) from wide"), 1).rows().get(0))
          .containsExactly(Long.toString(16_802L * 120));
      assertThat(scratch).isNotEmptyDirectory();
    }

    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void a_scan_larger_than_the_memory_streams(@TempDir Path scratch) {
    AtomicLong letters = new AtomicLong();
    try (Engine small = Engines.open("duckdb", limited("30MB", scratch))) {
      small.scan(
          Select.of(
              "select concat(date_text(a.day), repeat('x', 990)) as text from date_series as a"
                  + " cross join (select day from date_series where day < date '1995-01-06') as b"),
          Letter.class,
          letter -> letters.addAndGet(letter.text().length()));
    }

    assertThat(letters).hasValue(16_802L * 5 * 1_000);
  }

  /** Fails in DuckDB 2.0.0.1 as long as the smaller table is the one that is hashed. */
  @Test
  void a_plan_that_breaks_an_assertion_of_duckdb_is_replaced_by_another(@TempDir Path scratch) {
    String people = "select cast(unnest(generate_series(1, 114285)) as bigint) as person_no";
    try (Engine engine = Engines.open("duckdb", EngineSettings.defaults(scratch))) {
      engine.keep(
          "person",
          Select.of("select person_no, hash(person_no) as draw from (%s)".formatted(people)));
      engine.keep(
          "contact",
          Select.of(
              "select person_no, person_no * 10 as contact_no from person"
                  + " where hash(person_no, 1) % 1000 < 340"));
      Select noted =
          Select.of(
              "select contact_no, note_no from ("
                  + "select contact_no, draw, cast(unnest([1, 2, 3]) as bigint) as note_no"
                  + " from contact join person using (person_no)) where draw % 100 < 16");
      AtomicLong read = new AtomicLong();
      engine.scan(noted, Note.class, note -> read.addAndGet(note.noteNo()));

      engine.keep("kept", noted);

      AtomicLong kept = new AtomicLong();
      engine.scan(
          Select.of("select contact_no, note_no from kept"),
          Note.class,
          note -> kept.addAndGet(note.noteNo()));
      assertThat(read.get()).isEqualTo(kept.get()).isPositive();
    }
  }

  @Test
  void a_memory_limit_that_is_none_is_a_fault_of_the_settings(@TempDir Path scratch) {
    assertThatThrownBy(() -> Engines.open("duckdb", limited("plenty", scratch)))
        .isInstanceOf(Failure.Settings.class)
        .hasMessageContaining("plenty");
    assertThat(scratch).isEmptyDirectory();
  }

  @Test
  void too_little_memory_is_a_failure_of_the_engine_that_says_what_to_do(@TempDir Path scratch) {
    try (Engine small = Engines.open("duckdb", limited("1MB", scratch))) {
      assertThatThrownBy(
              () ->
                  small.keep(
                      "wide",
                      Select.of(
                          "select count(distinct concat(a.day, b.day)) as days"
                              + " from date_series as a cross join date_series as b")))
          .isInstanceOf(Failure.Engine.class)
          .hasMessageContaining("duckdb.memory_limit");
    }
  }

  @Test
  void by_default_duckdb_and_javas_heap_together_leave_some_of_the_machine(@TempDir Path scratch) {
    OperatingSystemMXBean machine =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    try (Engine unlimited = Engines.open("duckdb", EngineSettings.defaults(scratch))) {
      String limit =
          unlimited
              .read(
                  Select.of("select current_setting('memory_limit') as memory_limit"), Limit.class)
              .get(0)
              .memoryLimit();

      assertThat(limit).matches("[0-9.]+ [MG]iB");
      double unit = limit.endsWith("GiB") ? 1L << 30 : 1L << 20;
      double bytes = Double.parseDouble(limit.substring(0, limit.indexOf(' '))) * unit;
      assertThat(bytes + Runtime.getRuntime().maxMemory()).isLessThan(machine.getTotalMemorySize());
      assertThat(bytes)
          .isGreaterThan(.75 * (machine.getTotalMemorySize() - Runtime.getRuntime().maxMemory()));
    }
  }

  @Test
  void a_killed_process_leaves_no_library_behind_for_its_file_is_gone_once_it_is_loaded()
      throws IOException {
    Path loaded = Path.of("/proc/self/maps");
    assumeTrue(Files.isReadable(loaded), "this system does not tell what is loaded");

    assertThat(Files.readAllLines(loaded))
        .filteredOn(line -> line.contains("libduckdb_java"))
        .isNotEmpty()
        .allMatch(line -> line.endsWith(" (deleted)"));
  }

  @Test
  void a_folder_that_cannot_be_written_is_a_failure_of_the_engine(@TempDir Path scratch)
      throws IOException {
    Path file = Files.createFile(scratch.resolve("a_file"));

    assertThatThrownBy(
            () ->
                engine.write(
                    Select.of("select 'Anna' as name, 1 as pieces"),
                    BUYER,
                    file.resolve("below"),
                    List.of()))
        .isInstanceOf(Failure.Engine.class)
        .hasMessageContaining("a_file");
  }

  record Note(long contactNo, long noteNo) {}

  record Limit(String memoryLimit) {}
}
