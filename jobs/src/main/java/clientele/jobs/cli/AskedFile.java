package clientele.jobs.cli;

import clientele.etl.Warehouse;
import clientele.etl.settings.Settings;
import clientele.etl.store.LocationSettings;
import clientele.failure.Failure;
import clientele.jobs.job.Run;
import clientele.jobs.job.RunHistory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;

/** The published file that is asked: the current one, or one made for the time of the question. */
record AskedFile(Path file, Optional<Path> madeIn) implements AutoCloseable {

  private static final String NAME = "clientele.duckdb";

  static AskedFile current(Settings settings) {
    return new AskedFile(Warehouse.publishedFile(settings), Optional.empty());
  }

  /**
   * What a run published.
   *
   * @param run its number as {@code clientele runs} shows it, or its name, such as
   *     nightly-2026-03-31
   */
  static AskedFile of(Settings settings, String run) {
    LocationSettings location = Warehouse.location(settings);
    String runId = run.matches("[0-9]{1,18}") ? runId(location, Long.parseLong(run)) : run;
    if (!RunHistory.isThere(location.metadataUrl())) {
      throw new Failure.Settings(
          "--as-of-run: nothing is published yet. Run 'clientele run nightly' first");
    }
    AskedFile asked = temporary();
    try (Warehouse warehouse = Warehouse.open(settings, InstantSource.system())) {
      warehouse.writePublishedFile(runId, asked.file());
      return asked;
    } catch (RuntimeException e) {
      asked.close();
      throw e;
    }
  }

  private static String runId(LocationSettings location, long number) {
    try (RunHistory history = new RunHistory(location.metadataUrl())) {
      return history
          .find(number)
          .map(Run::runId)
          .orElseThrow(
              () ->
                  new Failure.Settings(
                      "--as-of-run: there is no run %d; 'clientele runs' lists those there are"
                          .formatted(number)));
    }
  }

  private static AskedFile temporary() {
    try {
      Path folder = Files.createTempDirectory("clientele-as-of-run");
      return new AskedFile(folder.resolve(NAME), Optional.of(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (madeIn.isPresent()) {
      try {
        Files.deleteIfExists(file);
        Files.deleteIfExists(madeIn.get());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
