package clientele.etl;

import clientele.etl.engine.PublishedFile;
import clientele.etl.engine.PublishedStamp;
import clientele.etl.engine.PublishedTable;
import clientele.etl.model.Workspace;
import clientele.etl.store.Publication;
import clientele.failure.Failure;
import clientele.schema.Layer;
import clientele.schema.TableContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Writes what readers open, of the last publication or of an earlier one. */
final class PublishedFiles {

  /** Readers get what has a meaning for them; staging and steps between stay in the store. */
  private static final Set<Layer> READERS = Set.of(Layer.STAR, Layer.REPORTS);

  private static final int SHOWN_RUNS = 10;

  private final Warehouse warehouse;

  PublishedFiles(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /**
   * What a run has published.
   *
   * @throws Failure.Settings where it has published nothing, with the runs that have
   */
  Publication require(String runId) {
    List<Publication> publications = warehouse.store().publications();
    return publications.stream()
        .filter(publication -> publication.runId().equals(runId))
        .findFirst()
        .orElseThrow(
            () ->
                new Failure.Settings(
                    "no publication of run '%s'; the newest are of %s"
                        .formatted(
                            runId,
                            publications.stream()
                                .limit(SHOWN_RUNS)
                                .map(Publication::runId)
                                .toList())));
  }

  /** Writes the file in place of what is there, and returns how many tables it has. */
  int write(Publication publication, Path file) {
    List<PublishedTable> tables =
        warehouse.models().contracts().all().stream()
            .filter(contract -> READERS.contains(contract.layer()))
            .map(contract -> table(contract, publication))
            .toList();
    new PublishedFile(file, warehouse.settings().text("privacy.key"))
        .write(
            new PublishedStamp(
                publication.id(),
                publication.asOf(),
                publication.runId(),
                publication.publishedAt()),
            tables);
    return tables.size();
  }

  private PublishedTable table(TableContract contract, Publication publication) {
    return new PublishedTable(
        contract.name(),
        contract.meaning(),
        warehouse.store().files(Workspace.nameOf(contract), publication),
        contract.columns());
  }
}
