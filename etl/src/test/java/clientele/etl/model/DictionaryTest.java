package clientele.etl.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code -Ddictionary.write=true} writes the pages anew. */
class DictionaryTest {

  private static final Path FOLDER = Path.of("..", "docs", "dictionary");

  @TempDir Path project;

  @Test
  void thePagesAreThoseOfTheContracts() throws IOException {
    Map<String, String> pages = Models.read(project).dictionary();
    if (Boolean.getBoolean("dictionary.write")) {
      write(pages);
    }
    Map<String, String> committed = new TreeMap<>();
    try (var files = Files.list(FOLDER)) {
      for (Path file : files.toList()) {
        committed.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    assertThat(committed)
        .as("docs/dictionary is stale: run this test with -Ddictionary.write=true and commit")
        .isEqualTo(pages);
  }

  private static void write(Map<String, String> pages) throws IOException {
    Files.createDirectories(FOLDER);
    try (var old = Files.list(FOLDER)) {
      for (Path file : old.toList()) {
        Files.delete(file);
      }
    }
    for (Map.Entry<String, String> page : pages.entrySet()) {
      Files.writeString(FOLDER.resolve(page.getKey()), page.getValue());
    }
  }
}
