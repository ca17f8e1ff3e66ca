package clientele.jobs.cli;

import clientele.etl.Warehouse;
import clientele.etl.deliver.ListSummary;
import clientele.etl.settings.Settings;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** The lists and their sizes. */
@Command(
    name = "segments",
    description =
        "The lists of people to contact, how many each has, and how many are left out and why.")
final class SegmentsCommand implements Callable<Integer> {

  @ParentCommand private Clientele clientele;

  @Override
  public Integer call() {
    Settings settings = clientele.settings();
    List<ListSummary> lists;
    List<String> lines = new ArrayList<>();
    try (Warehouse warehouse = Warehouse.open(settings, InstantSource.system())) {
      lists = warehouse.lists();
      lines.addAll(grid(lists).lines());
      warehouse
          .lastPublication()
          .ifPresent(
              publication ->
                  lines.add(
                      "as of %s; every publication writes them to %s"
                          .formatted(publication.asOf(), warehouse.listsFolder())));
    }
    clientele.console().result(lists, lines);
    return 0;
  }

  private static Grid grid(List<ListSummary> lists) {
    Grid grid = new Grid("list", "people", "left out", "why");
    for (ListSummary list : lists) {
      grid.add(
          list.list(),
          Words.count(list.people()),
          Words.count(list.leftOutPeople()),
          reasons(list));
    }
    return grid;
  }

  static String reasons(ListSummary list) {
    return list.leftOut().entrySet().stream()
        .map(reason -> reason.getKey().replace('_', ' ') + ": " + Words.count(reason.getValue()))
        .collect(Collectors.joining(", "));
  }
}
