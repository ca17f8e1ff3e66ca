package clientele.etl;

import clientele.etl.deliver.ListSummary;
import clientele.etl.deliver.Site;
import clientele.etl.deliver.Words;
import clientele.etl.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The steps after the publication: what readers get. Each may be done again at any time. */
final class DeliverySteps {

  private final Warehouse warehouse;

  DeliverySteps(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  List<Step> all() {
    return List.of(
        new NightStep("write the published file", Step.Kind.DELIVER, progress -> publishedFile()),
        new NightStep("write the report site", Step.Kind.DELIVER, progress -> site())
            .reading(Set.of()),
        new NightStep("write the lists", Step.Kind.DELIVER, progress -> lists()).reading(Set.of()));
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
    int tables =
        new PublishedFiles(warehouse)
            .write(warehouse.lastPublication().orElseThrow(), warehouse.publishedFile());
    return NightStep.done(tables, tables, "%d tables".formatted(tables));
  }

  private StepResult site() {
    Settings settings = warehouse.settings();
    Words words = new Words(settings.text("language"), settings.text("currency"));
    int pages =
        new Site(warehouse.publishedFile(), settings.text("name"), words)
            .write(Warehouse.site(settings));
    return NightStep.done(pages, pages, "%d pages".formatted(pages));
  }
}
