package clientele.jobs.cli;

import clientele.etl.sample.SampleCompany;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Points the sources of the demonstration to a server instead of files. */
final class DemoSources {

  private DemoSources() {}

  /**
   * @param user name of the environment variable
   * @param password name of the environment variable
   */
  static void moveTo(String url, String user, String password, Path project) {
    for (String system : SampleCompany.systems()) {
      Path file = project.resolve("sources").resolve(system).resolve("source.yml");
      String connection =
          """
            url: '%s'
            user: ${%s}
            password: ${%s}
            schema: %s
          """
              .formatted(url.replace("'", "''"), user, password, system);
      try {
        String text = Files.readString(file);
        Files.writeString(
            file, text.replace("  url: jdbc:sqlite:data/%s.db\n".formatted(system), connection));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
