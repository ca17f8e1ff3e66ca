package clientele.etl.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page below docs/figures that a test keeps true. {@code -Dfigures.write=true} writes it anew.
 */
public final class FigurePage {

  private static final Path FOLDER = Path.of("..", "docs", "figures");

  private FigurePage() {}

  /** Fails where the committed page is another. */
  public static void require(String name, String page) {
    Path file = FOLDER.resolve(name);
    try {
      if (Boolean.getBoolean("figures.write")) {
        Files.createDirectories(FOLDER);
        Files.writeString(file, page);
      }
      assertThat(Files.readString(file))
          .as("docs/figures/%s is stale: run this test with -Dfigures.write=true and commit", name)
          .isEqualTo(page);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
