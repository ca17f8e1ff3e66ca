package clientele.etl;

import static org.assertj.core.api.Assertions.assertThat;

import clientele.etl.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which steps of a night wait for which. */
class StepsSideBySideTest {

  @TempDir private Path project;

  @Test
  void aTableWaitsForTheOneBeforeItOfItsSourceAndForNoOtherSource() throws IOException {
    write("clientele.yml", "name: Mill\n");
    write("sources/bakery/source.yml", source("bread", "cake"));
    write("sources/mill/source.yml", source("grain", "flour", "bran"));

    Map<String, Optional<Set<String>>> reads = reads();

    assertThat(reads)
        .containsEntry("look at the sources", Optional.empty())
        .containsEntry("extract bakery.bread", Optional.of(Set.of()))
        .containsEntry("extract bakery.cake", Optional.of(Set.of("extract bakery.bread")))
        .containsEntry("extract mill.grain", Optional.of(Set.of()))
        .containsEntry("extract mill.flour", Optional.of(Set.of("extract mill.grain")))
        .containsEntry("extract mill.bran", Optional.of(Set.of("extract mill.flour")))
        .containsEntry("freshness", Optional.empty());
  }

  private Map<String, Optional<Set<String>>> reads() {
    Settings settings = Settings.read(project, Map.of(), Map.of());
    LocalDate date = LocalDate.parse("2026-03-02");
    try (Warehouse warehouse = Warehouse.open(settings, InstantSource.system())) {
      Map<String, Optional<Set<String>>> reads = new HashMap<>();
      warehouse
          .steps(new RunRequest(date, "night", "night", false, Optional.empty()))
          .forEach(step -> reads.put(step.name(), step.reads()));
      return reads;
    }
  }

  private static String source(String... tables) {
    StringBuilder text = new StringBuilder("transport: files\ntables:\n");
    for (String table : tables) {
      text.append("  %1$s: {files: data/%1$s.csv, key: [id]}\n".formatted(table));
    }
    return text.toString();
  }

  private void write(String path, String text) throws IOException {
    Path file = project.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
