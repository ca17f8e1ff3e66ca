package clientele.notebooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import clientele.etl.RunRequest;
import clientele.etl.Step;
import clientele.etl.Warehouse;
import clientele.etl.engine.PublishedReader;
import clientele.etl.extract.Examples;
import clientele.etl.sample.SampleTarget;
import clientele.etl.settings.Settings;
import clientele.jobs.launch.Demo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every cell runs in a real kernel, on what a night of the sample company has published. */
class FirstHourTest {

  private static final Path NOTEBOOK = Path.of("first-hour.ipynb");
  private static final int CUSTOMERS = 300;
  private static final LocalDate NIGHT = LocalDate.of(2026, 10, 29);

  @TempDir private Path folder;

  @Test
  void everyCellAnswersFromThePublishedFile() throws IOException {
    Path published = publish(folder.resolve("sample"));

    Jupyter executed = Jupyter.execute(NOTEBOOK, published, folder);

    assumeAvailable(executed);
    assertThat(executed.exitCode()).as(executed.said()).isZero();
    List<JsonNode> cells = codeCells(folder.resolve(NOTEBOOK));
    assertThat(cells).allSatisfy(cell -> assertThat(cell.get("execution_count").isInt()).isTrue());
    assertThat(outputs(cells, "image/png")).hasSize(2);
    String tables = String.join("\n", outputs(cells, "text/html"));
    try (PublishedReader reader = PublishedReader.open(published)) {
      assertThat(tables)
          .contains(column(reader, "select cast(as_of as varchar) from clientele_publication"))
          .contains(
              column(
                  reader,
                  "select cast(revenue as varchar) from rpt_segment_summary where customers > 0"))
          .contains(
              column(
                  reader,
                  "select concat(campaign_name, ': ', arm) from rpt_campaign_effect"
                      + " where metric = 'revenue' and absolute_effect is not null"));
    }
  }

  @Test
  void aCellThatFailsFailsTheNotebook() throws IOException {
    Path nothing = Files.writeString(folder.resolve("clientele.duckdb"), "this is no database");

    Jupyter executed = Jupyter.execute(NOTEBOOK, nothing, folder);

    assumeAvailable(executed);
    assertThat(executed.exitCode()).isPositive();
    assertThat(executed.said()).contains("clientele.duckdb", "not a valid DuckDB database file");
    assertThat(folder.resolve(NOTEBOOK)).doesNotExist();
  }

  @Test
  void theNotebookIsKeptWithoutOutputs() throws IOException {
    assertThat(codeCells(NOTEBOOK))
        .isNotEmpty()
        .allSatisfy(
            cell -> {
              assertThat(cell.get("outputs")).isEmpty();
              assertThat(cell.get("execution_count").isNull()).isTrue();
            });
  }

  private static void assumeAvailable(Jupyter executed) {
    assumeTrue(executed.exitCode() != Jupyter.UNAVAILABLE, executed.said());
    assumeTrue(hasFonts(), "no fonts on this machine, which pictures need");
  }

  private static boolean hasFonts() {
    try {
      return GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames().length
          > 0;
    } catch (InternalError | UnsatisfiedLinkError | NoClassDefFoundError e) {
      return false;
    }
  }

  private static Path publish(Path project) {
    Examples.copy(Demo.EXAMPLE, project);
    Settings settings = Settings.read(project, Map.of(), System.getenv());
    SampleTarget files = new SampleTarget.SqliteFolder(settings.project().resolve("data"));
    try (Demo demo = new Demo(settings, 1, CUSTOMERS, NIGHT, NIGHT, files)) {
      demo.live(NIGHT);
    }
    RunRequest night = new RunRequest(NIGHT, "night", "nightly", false, Optional.empty());
    try (Warehouse warehouse = Warehouse.open(settings, InstantSource.system())) {
      for (Step step : warehouse.steps(night)) {
        step.run(rows -> {});
      }
      return warehouse.publishedFile();
    }
  }

  private static List<String> column(PublishedReader reader, String sql) {
    return reader.show(sql, 100).rows().stream().map(row -> row.get(0)).toList();
  }

  private static List<String> outputs(List<JsonNode> cells, String mediaType) {
    return cells.stream()
        .flatMap(cell -> cell.get("outputs").findValues(mediaType).stream())
        .map(JsonNode::toString)
        .toList();
  }

  private static List<JsonNode> codeCells(Path notebook) throws IOException {
    JsonNode cells = new ObjectMapper().readTree(notebook.toFile()).get("cells");
    return StreamSupport.stream(cells.spliterator(), false)
        .filter(cell -> cell.get("cell_type").asText().equals("code"))
        .toList();
  }
}
