package clientele.etl;

import clientele.etl.deliver.ListSummary;
import clientele.etl.deliver.Site;
import clientele.etl.deliver.Words;
import clientele.etl.engine.PublishedFile;
import clientele.etl.engine.PublishedStamp;
import clientele.etl.engine.PublishedTable;
import clientele.etl.model.Workspace;
import clientele.etl.settings.Settings;
import clientele.etl.store.Publication;
import clientele.schema.Layer;
import clientele.schema.TableContract;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The steps after the publication: what readers get. Each may be done again at any time. */
final class DeliverySteps {

  /** Readers get what has a meaning for them; staging and steps between stay in the store. */
  private static final Set<Layer> READERS = Set.of(Layer.STAR, Layer.REPORTS);

  private final Warehouse warehouse;

  DeliverySteps(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  List<Step> all() {
    return List.of(
        new NightStep("write the published file", Step.Kind.DELIVER, progress -> publishedFile()),
        new NightStep("write the report site", Step.Kind.DELIVER, progress -> site()),
        new NightStep("write the lists", Step.Kind.DELIVER, progress -> lists()));
  }

  private StepResult lists() {
    List<ListSummary> lists = warehouse.writeLists();
    long people = lists.stream().mapToLong(ListSummary::people).sum();
    long leftOut = lists.stream().mapToLong(ListSummary::leftOutPeople).sum();
    return new StepResult(
        people + leftOut,
        people,
        Map.of("left_out", leftOut),
        "%d lists".formatted(lists.size()),
        false);
  }

  private StepResult publishedFile() {
    Publication publication = warehouse.lastPublication().orElseThrow();
    List<PublishedTable> tables =
        warehouse.models().contracts().all().stream()
            .filter(contract -> READERS.contains(contract.layer()))
            .map(contract -> table(contract, publication))
            .toList();
    new PublishedFile(warehouse.publishedFile(), warehouse.settings().text("privacy.key"))
        .write(
            new PublishedStamp(
                publication.id(),
                publication.asOf(),
                publication.runId(),
                publication.publishedAt()),
            tables);
    return NightStep.done(tables.size(), tables.size(), "%d tables".formatted(tables.size()));
  }

  private StepResult site() {
    Settings settings = warehouse.settings();
    Words words = new Words(settings.text("language"), settings.text("currency"));
    int pages =
        new Site(warehouse.publishedFile(), settings.text("name"), words)
            .write(Warehouse.site(settings));
    return NightStep.done(pages, pages, "%d pages".formatted(pages));
  }

  private PublishedTable table(TableContract contract, Publication publication) {
    return new PublishedTable(
        contract.name(),
        contract.meaning(),
        warehouse.store().files(Workspace.nameOf(contract), publication),
        contract.columns());
  }
}
