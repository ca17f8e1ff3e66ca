package clientele.jobs.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import clientele.etl.Warehouse;
import clientele.etl.engine.Engine;
import clientele.etl.engine.EngineSettings;
import clientele.etl.engine.Engines;
import clientele.etl.engine.Select;
import clientele.etl.model.Workspace;
import clientele.etl.store.Publication;
import clientele.failure.Failure;
import clientele.jobs.launch.NightResult.End;
import clientele.schema.TableContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is published is made again from raw rows. */
class RebuildTest {

  private static final LocalDate FIRST = LocalDate.parse("2025-12-19");
  private static final Optional<String> TABLES = Optional.of("fact_order_line,rpt_rfm_bound");

  @TempDir private Path folder;

  @Test
  void aRebuildProvesEqualityAndTellsWhatDiffersAndPublishesItWhenAccepted() throws IOException {
    Path project = Village.copyTo(folder.resolve("village"));
    night(project, FIRST);
    Path customers = project.resolve("data/customer.csv");
    String boris = "boris,Boris,Cook,boris@example.com";
    String borisTakenForAnna = "boris,Anna,Baker,anna@example.com";
    Files.writeString(
        customers,
        Files.readString(customers).replace("Dyer", "Ebb").replace(boris, borisTakenForAnna));
    night(project, FIRST.plusDays(1));
    Files.writeString(
        customers,
        Files.readString(customers).replace("Ebb", "Fox").replace(borisTakenForAnna, boris));
    night(project, FIRST.plusDays(2));
    assertThat(versionsOf(project, "Clara"))
        .containsExactly("Clara Dyer", "Clara Ebb", "Clara Fox");

    NightResult equal = rebuild(project, false);

    assertThat(equal.end()).isEqualTo(End.DONE);
    assertThat(equal.runId()).startsWith("rebuild-2025-12-21-");
    assertThat(equal.steps())
        .filteredOn(step -> step.step().equals("compare with what is published"))
        .extracting(step -> step.note())
        .singleElement()
        .asString()
        .contains("are equal, row for row");
    assertThat(
            answers(
                project,
                "bridge_person_survivor",
                "select concat(person_id, ' was ', survivor_person_id, ' until ', cast(valid_to as"
                    + " varchar)) from bridge_person_survivor"))
        .containsExactly("shop:boris was shop:anna until 2025-12-21 00:00:00");
    List<Publication> publications = PublishedRows.publications(project);
    assertThat(publications).hasSize(4);
    assertThat(publications.get(0).runId()).isEqualTo(equal.runId());
    assertThat(versionsOf(project, "Clara"))
        .containsExactly("Clara Dyer", "Clara Ebb", "Clara Fox");

    Path mapping = project.resolve("sources/shop/order_line.sql");
    Files.writeString(
        mapping,
        Files.readString(mapping)
            .replace("quantity * unit_price as line", "2 * quantity * unit_price as line"));
    assertThatThrownBy(() -> rebuild(project, false))
        .isInstanceOf(Failure.Contract.class)
        .hasMessageContaining("fact_order_line")
        .hasMessageContaining("line_amount=")
        .hasMessageContaining("such as different")
        .hasMessageContaining("--accept");
    assertThat(PublishedRows.publications(project)).hasSize(4);

    NightResult accepted = rebuild(project, true);

    assertThat(accepted.end()).isEqualTo(End.DONE);
    assertThat(PublishedRows.publications(project)).hasSize(5);
    assertThat(rebuild(project, false).steps())
        .extracting(step -> step.note())
        .anyMatch(note -> note.contains("are equal, row for row"));
    assertThat(project.resolve("warehouse/scratch/history")).doesNotExist();
  }

  @Test
  void withoutAPublicationThereIsNothingToRebuild() {
    Path project = Village.copyTo(folder.resolve("village"));

    assertThatThrownBy(() -> rebuild(project, false))
        .isInstanceOf(Failure.Settings.class)
        .hasMessageContaining("nothing is published yet");
  }

  private List<String> versionsOf(Path project, String givenName) {
    return answers(
        project,
        "dim_customer",
        "select concat(given_name, ' ', family_name) as name from dim_customer where given_name = '%s' order by valid_from"
            .formatted(givenName));
  }

  private List<String> answers(Path project, String table, String sql) {
    try (Warehouse warehouse =
            Warehouse.open(PublishedRows.settings(project), InstantSource.system());
        Engine engine =
            Engines.open("duckdb", EngineSettings.defaults(folder.resolve("scratch")))) {
      TableContract contract = warehouse.models().contracts().require(table);
      engine.register(
          table,
          warehouse
              .store()
              .files(Workspace.nameOf(contract), warehouse.lastPublication().orElseThrow()),
          contract.columns());
      return engine.show(Select.of(sql), 10).rows().stream().map(row -> row.get(0)).toList();
    }
  }

  private static void night(Path project, LocalDate date) {
    new Nightly(PublishedRows.settings(project), InstantSource.system(), new Silence(), () -> false)
        .run(new NightOrder(date, TABLES, false));
  }

  private static NightResult rebuild(Path project, boolean isAccepted) {
    return new Rebuild(
            PublishedRows.settings(project), InstantSource.system(), new Silence(), () -> false)
        .run(TABLES, isAccepted);
  }
}
