package clientele.jobs.cli;

import clientele.etl.SourceFreshness;
import clientele.etl.Warehouse;
import clientele.etl.settings.Settings;
import clientele.etl.store.IcebergStore;
import clientele.etl.store.LocationSettings;
import clientele.etl.store.Publication;
import clientele.etl.store.Store;
import clientele.jobs.job.Run;
import clientele.jobs.job.RunHistory;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** What is published, and how the last run went. */
@Command(name = "status", description = "What is published, and how the last run went.")
final class StatusCommand implements Callable<Integer>, QuickCommand {

  @ParentCommand private Clientele clientele;

  /** The result, as JSON has it. */
  private record Status(
      Path project,
      Optional<Published> published,
      List<SourceFreshness> sources,
      Optional<Run> lastRun,
      Path folder) {}

  private record Published(long id, LocalDate asOf, String runId, Instant publishedAt, int tables) {

    private static Published of(Publication publication) {
      return new Published(
          publication.id(),
          publication.asOf(),
          publication.runId(),
          publication.publishedAt(),
          publication.snapshots().size());
    }
  }

  @Override
  public Integer call() {
    Settings settings = clientele.settings();
    LocationSettings location = Warehouse.location(settings);
    try (RunHistory history = new RunHistory(location.metadataUrl())) {
      Status status = status(settings, location, history);
      clientele.console().result(status, lines(status, ZoneId.of(settings.text("time_zone"))));
    }
    return 0;
  }

  private Status status(Settings settings, LocationSettings location, RunHistory history) {
    Optional<Publication> published = Optional.empty();
    List<SourceFreshness> sources = List.of();
    if (RunHistory.isThere(location.metadataUrl())) {
      try (Store store = new IcebergStore(location, InstantSource.system())) {
        published = store.lastPublication();
        sources = SourceFreshness.read(store);
      }
    }
    return new Status(
        clientele.project(),
        published.map(Published::of),
        sources,
        history.newest(1).stream().findFirst(),
        settings.path("published.location"));
  }

  private static List<String> lines(Status status, ZoneId zone) {
    List<String> lines = new ArrayList<>();
    lines.add(
        status
            .published()
            .map(
                published ->
                    "Published: as of %s, publication %d of %s, %d tables, in %s"
                        .formatted(
                            published.asOf(),
                            published.id(),
                            Words.moment(published.publishedAt(), zone),
                            published.tables(),
                            status.folder()))
            .orElse("Nothing is published yet: 'clientele run nightly --date YYYY-MM-DD'"));
    status.sources().stream().map(StatusCommand::line).map(Terminal::safe).forEach(lines::add);
    status.lastRun().ifPresent(run -> lines.addAll(RunText.lines(run, zone)));
    return lines;
  }

  private static String line(SourceFreshness source) {
    return "  %s: %s%s"
        .formatted(
            source.source(),
            source.newestAt().map(at -> "rows up to %s UTC".formatted(at)).orElse("no rows yet"),
            source.isLate() ? ", later than its source.yml allows" : "");
  }
}
