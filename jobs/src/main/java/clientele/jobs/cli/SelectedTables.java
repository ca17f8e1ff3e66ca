package clientele.jobs.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The option by which commands that make tables make some of them. */
final class SelectedTables {

  @Option(
      names = "--select",
      paramLabel = "TABLES",
      description = "Only these tables, parted by commas, and what they are made from.")
  private Optional<String> select = Optional.empty();

  /** Their names as they were given; empty for all. */
  Optional<String> names() {
    return select;
  }
}
