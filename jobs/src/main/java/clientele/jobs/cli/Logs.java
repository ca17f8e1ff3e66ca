package clientele.jobs.cli;

import clientele.etl.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the log goes. It is written only when there is something to write. */
final class Logs {

  /** Read by log4j2.xml. */
  private static final String PROPERTY = "clientele.log";

  private Logs() {}

  /** Must come before the first logger is made. */
  static void goTo(Path project) {
    if (Files.isRegularFile(project.resolve(Settings.FILE))) {
      System.setProperty(PROPERTY, project.resolve("logs").resolve("clientele.log").toString());
    }
  }

  /** For commands that must not wait for a log; must come before the first logger is made. */
  static void goNowhere() {
    System.setProperty("slf4j.provider", "org.slf4j.helpers.NOP_FallbackServiceProvider");
    System.setProperty("slf4j.internal.verbosity", "WARN");
  }

  static boolean isNowhere() {
    return System.getProperty("slf4j.provider") != null;
  }

  static Path file() {
    return Path.of(
        System.getProperty(
            PROPERTY,
            "%s/clientele-%s.log"
                .formatted(System.getProperty("java.io.tmpdir"), System.getProperty("user.name"))));
  }
}
