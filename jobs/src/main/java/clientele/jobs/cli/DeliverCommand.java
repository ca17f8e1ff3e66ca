package clientele.jobs.cli;

import clientele.etl.Warehouse;
import clientele.etl.deliver.ListChanges;
import clientele.etl.deliver.ListSummary;
import clientele.etl.deliver.Lists;
import clientele.etl.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** One list of people to contact, as a file. */
@Command(
    name = "deliver",
    description =
        "Writes one list of people to contact, as last published. It names people in clear; only"
            + " you may read the file.")
final class DeliverCommand implements Callable<Integer> {

  @ParentCommand private Clientele clientele;

  @Parameters(paramLabel = "LIST", description = "As 'clientele segments' names it.")
  private String list;

  @Option(
      names = "--to",
      paramLabel = "PATH",
      description = "A file, or a folder that is there; else the folder of published lists.")
  private Optional<Path> target = Optional.empty();

  @Option(names = "--format", paramLabel = "FORMAT", description = "csv.")
  private Format format = Format.CSV;

  @Option(
      names = "--only",
      paramLabel = "changes",
      description =
          "changes: who was added or removed, or whose details, tier or orders are others, since"
              + " the last publication of an earlier date.")
  private Optional<Only> only = Optional.empty();

  private enum Only {
    CHANGES
  }

  private enum Format {
    CSV
  }

  private record Delivered(
      String list, Format format, Path file, long people, Map<String, Long> leftOut) {}

  private record DeliveredChanges(Format format, Path file, ListChanges changes) {}

  @Override
  public Integer call() {
    Settings settings = clientele.settings();
    try (Warehouse warehouse = Warehouse.open(settings, InstantSource.system())) {
      Path path = target.orElseGet(warehouse::listsFolder).toAbsolutePath().normalize();
      boolean isFolder = target.isEmpty() || Files.isDirectory(path);
      if (only.isPresent()) {
        Path file = isFolder ? Lists.fileOf(path, list + "-changes") : path;
        ListChanges changes = warehouse.deliverChanges(list, file);
        clientele
            .console()
            .result(new DeliveredChanges(format, file, changes), lines(changes, file));
        return 0;
      }
      Path file = isFolder ? Lists.fileOf(path, list) : path;
      ListSummary summary = warehouse.deliver(list, file);
      clientele
          .console()
          .result(
              new Delivered(list, format, file, summary.people(), summary.leftOut()),
              lines(summary, file));
    }
    return 0;
  }

  private static List<String> lines(ListChanges changes, Path file) {
    return List.of(
        "wrote %s added, %s removed and %s changed since %s to %s"
            .formatted(
                Words.count(changes.added()),
                Words.count(changes.removed()),
                Words.count(changes.changed()),
                changes.since(),
                file));
  }

  private static List<String> lines(ListSummary summary, Path file) {
    String written = "wrote %s people to %s".formatted(Words.count(summary.people()), file);
    return summary.leftOut().isEmpty()
        ? List.of(written)
        : List.of(written, "left out: " + SegmentsCommand.reasons(summary));
  }
}
